/** Where something is read from that may change while we run. */
export interface Source<Value> {
    /** Reads it as it is now. Rejects when it cannot be read. */
    read(): Promise<Value>;
    /**
     * Calls when it may have changed, too often rather than too seldom.
     *
     * @returns a function that stops it.
     */
    watch(changed: () => void): () => void;
}
/** Something that never changes. */
export declare function fixedSource<Value>(value: Value): Source<Value>;
