/** The same stream, which calls `release` when it ends, however it ends. */
export function releasedAtEnd(inner, release) {
    const outer = {
        [Symbol.asyncIterator]: () => outer,
        async next() {
            try {
                const step = await inner.next();
                if (step.done)
                    release();
                return step;
            }
            catch (error) {
                release();
                throw error;
            }
        },
        async return() {
            release();
            return (await inner.return?.()) ?? { value: undefined, done: true };
        },
        async throw(error) {
            release();
            throw error;
        },
    };
    return outer;
}
//# sourceMappingURL=released-at-end.js.map