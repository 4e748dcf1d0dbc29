/** Wakes those who wait for something to have happened, so that they look for it again. */
export class Bell {
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Set<() => void>();

  ring(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /**
   * What `look` finds, as soon as it finds something: now, or when the bell has rung. Undefined when `timeoutMs` of the
   * machine's time are over first, or the bell is closed.
   */
  until<Found>(look: () => Found | undefined, timeoutMs: number): Promise<Found | undefined> {
    return new Promise((resolve) => {
      const settle = (found: Found | undefined) => {
        this.#listeners.delete(listen);
        this.#waiting.delete(end);
        clearTimeout(timer);
        resolve(found);
      };
      const listen = () => {
        const found = look();
        if (found !== undefined) settle(found);
      };
      const end = () => settle(undefined);
      const timer = setTimeout(end, timeoutMs);
      this.#listeners.add(listen);
      this.#waiting.add(end);
      listen();
    });
  }

  /** Ends every wait with what it would have at the end of its time. */
  close(): void {
    for (const end of [...this.#waiting]) end();
  }
}
