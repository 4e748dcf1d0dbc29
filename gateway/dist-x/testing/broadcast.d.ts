/** Sends values to everyone who listens at that moment; counts them. */
export declare class Broadcast<Value> {
    #private;
    get listeners(): number;
    /** Streams that were ever begun. */
    begun: number;
    send(value: Value): void;
    /** Ends every stream after what was sent. */
    complete(): void;
    stream(): AsyncIterableIterator<Value>;
}
