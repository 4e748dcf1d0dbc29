/**
 * What a source has sent and the consumer has not taken yet.
 *
 * It holds `max` values. A consumer that is slow loses the oldest; one that has taken nothing while another `max` came
 * is not consuming any more, and the queue fails with the error that the caller gave for it.
 */
export declare class EventQueue<Value> {
    #private;
    constructor(max: number, tooSlow: () => Error);
    /** Values that wait. */
    get size(): number;
    /** Whether nothing more will come of it. */
    get ended(): boolean;
    push(value: Value): void;
    /** Ends after what is queued has been taken; with an error, that error comes last. */
    end(error?: unknown): void;
    /** Ends now: what is queued is dropped. */
    abort(error?: unknown): void;
    /** The next value where one is there. */
    takeNow(): Value | undefined;
    /** The next value, or undefined at the end. Rejects when the queue has failed. For one consumer at a time. */
    take(): Promise<Value | undefined>;
    /** Throws once everything is taken and the queue has failed. */
    throwIfFailed(): void;
}
