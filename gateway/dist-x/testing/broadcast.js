/** Sends values to everyone who listens at that moment; counts them. */
export class Broadcast {
    constructor() {
        this.#listeners = new Set();
        this.#endings = new Set();
        /** Streams that were ever begun. */
        this.begun = 0;
    }
    #listeners;
    #endings;
    get listeners() {
        return this.#listeners.size;
    }
    send(value) {
        for (const listener of this.#listeners)
            listener(value);
    }
    /** Ends every stream after what was sent. */
    complete() {
        for (const end of this.#endings)
            void end();
    }
    stream() {
        const values = [];
        let wake;
        let done = false;
        const listener = (value) => {
            values.push(value);
            wake?.();
        };
        this.#listeners.add(listener);
        this.begun += 1;
        const end = async () => {
            done = true;
            this.#listeners.delete(listener);
            this.#endings.delete(end);
            wake?.();
            return { value: undefined, done: true };
        };
        this.#endings.add(end);
        const iterator = {
            [Symbol.asyncIterator]: () => iterator,
            next: async () => {
                while (values.length === 0 && !done)
                    await new Promise((resolve) => (wake = resolve));
                const value = values.shift();
                return value === undefined ? { value: undefined, done: true } : { value, done: false };
            },
            return: end,
            throw: end,
        };
        return iterator;
    }
}
//# sourceMappingURL=broadcast.js.map