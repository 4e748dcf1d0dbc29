/** The same stream, which calls `release` when it ends, however it ends. */
export declare function releasedAtEnd<Value>(inner: AsyncIterableIterator<Value>, release: () => void): AsyncIterableIterator<Value>;
