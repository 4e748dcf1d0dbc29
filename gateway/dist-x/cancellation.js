/**
 * Tells that nobody waits for something any more.
 *
 * It stands where an AbortSignal could. One is made for every request: an AbortSignal is an event target, of which making
 * and listening cost many times as much, and what a WeakMap holds for one survives each collection of young objects.
 */
export class Cancellation {
    #cancelled = false;
    #listeners = new Set();
    get cancelled() {
        return this.#cancelled;
    }
    /** May be called again; only the first time counts. */
    cancel() {
        if (this.#cancelled)
            return;
        this.#cancelled = true;
        const listeners = [...this.#listeners];
        this.#listeners.clear();
        for (const tell of listeners)
            tell();
    }
    /**
     * Calls back once when it is cancelled, which it must not be yet.
     *
     * @returns a function that stops listening.
     */
    onCancelled(tell) {
        this.#listeners.add(tell);
        return () => this.#listeners.delete(tell);
    }
}
//# sourceMappingURL=cancellation.js.map