/**
 * Tells that nobody waits for something any more.
 *
 * It stands where an AbortSignal could. One is made for every request: an AbortSignal is an event target, of which making
 * and listening cost many times as much, and what a WeakMap holds for one survives each collection of young objects.
 */
export class Cancellation {
  #cancelled = false;
  readonly #listeners = new Set<() => void>();

  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** May be called again; only the first time counts. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const tell of listeners) tell();
  }

  /**
   * Calls back once when it is cancelled, which it must not be yet.
   *
   * @returns a function that stops listening.
   */
  onCancelled(tell: () => void): () => void {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }
}
