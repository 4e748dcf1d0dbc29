/**
 * What a source has sent and the consumer has not taken yet.
 *
 * It holds `max` values. A consumer that is slow loses the oldest; one that has taken nothing while another `max` came
 * is not consuming any more, and the queue fails with the error that the caller gave for it.
 */
export class EventQueue {
    #max;
    #tooSlow;
    #values = [];
    #dropped = 0;
    #end;
    #waiting;
    constructor(max, tooSlow) {
        this.#max = max;
        this.#tooSlow = tooSlow;
    }
    /** Values that wait. */
    get size() {
        return this.#values.length;
    }
    /** Whether nothing more will come of it. */
    get ended() {
        return this.#end !== undefined && this.#values.length === 0;
    }
    push(value) {
        if (this.#end)
            return;
        this.#values.push(value);
        if (this.#values.length > this.#max) {
            this.#values.shift();
            this.#dropped += 1;
            if (this.#dropped > this.#max)
                this.abort(this.#tooSlow());
        }
        this.#wake();
    }
    /** Ends after what is queued has been taken; with an error, that error comes last. */
    end(error) {
        this.#end ??= error === undefined ? {} : { error };
        this.#wake();
    }
    /** Ends now: what is queued is dropped. */
    abort(error) {
        this.#values = [];
        this.#end = error === undefined ? {} : { error };
        this.#wake();
    }
    /** The next value where one is there. */
    takeNow() {
        this.#dropped = 0;
        return this.#values.shift();
    }
    /** The next value, or undefined at the end. Rejects when the queue has failed. For one consumer at a time. */
    async take() {
        while (this.#values.length === 0) {
            if (this.#end) {
                this.throwIfFailed();
                return undefined;
            }
            await new Promise((resolve) => {
                this.#waiting = resolve;
            });
        }
        return this.takeNow();
    }
    /** Throws once everything is taken and the queue has failed. */
    throwIfFailed() {
        if (this.#values.length === 0 && this.#end && 'error' in this.#end)
            throw this.#end.error;
    }
    #wake() {
        this.#waiting?.();
        this.#waiting = undefined;
    }
}
//# sourceMappingURL=event-queue.js.map