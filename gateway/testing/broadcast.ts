/** Sends values to everyone who listens at that moment; counts them. */
export class Broadcast<Value> {
  #listeners = new Set<(value: Value) => void>();
  #endings = new Set<() => Promise<unknown>>();

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Streams that were ever begun. */
  begun = 0;

  send(value: Value): void {
    for (const listener of this.#listeners) listener(value);
  }

  /** Ends every stream after what was sent. */
  complete(): void {
    for (const end of this.#endings) void end();
  }

  stream(): AsyncIterableIterator<Value> {
    const values: Value[] = [];
    let wake: (() => void) | undefined;
    let done = false;
    const listener = (value: Value) => {
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
      return { value: undefined, done: true } as const;
    };
    this.#endings.add(end);
    const iterator: AsyncIterableIterator<Value> = {
      [Symbol.asyncIterator]: () => iterator,
      next: async () => {
        while (values.length === 0 && !done) await new Promise<void>((resolve) => (wake = resolve));
        const value = values.shift();
        return value === undefined ? { value: undefined, done: true } : { value, done: false };
      },
      return: end,
      throw: end,
    };
    return iterator;
  }
}
