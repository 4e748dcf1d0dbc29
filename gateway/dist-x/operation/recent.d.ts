/**
 * A cache of the entries that were used last: at most so many, and at least half as many.
 *
 * Entries are in two generations. What is found in the old one moves to the new one, and when the new one is full, the old
 * one is dropped as a whole. So finding an entry is one look in most cases, where keeping them in the exact order of their
 * use would move each at every look.
 */
export declare class Recent<Value> {
    #private;
    constructor(max: number);
    get(key: string): Value | undefined;
    set(key: string, value: Value): void;
    /** Those of the younger generation first, and of each what came last. Looking does not count as using. */
    newestFirst(): [string, Value][];
    delete(key: string): void;
    clear(): void;
}
