/**
 * Answers that were sent before, by reader and URL, each with the version of what it was made of: the same walk through records that have not
 * changed costs no serialising. Bounded by bytes; the least recently used go first.
 */
export class PageCache {
  readonly #bytesMax: number;
  readonly #pages = new Map<string, { version: string; body: Buffer }>();
  #bytes = 0;
  #answered = 0;

  constructor(bytesMax = 64 * 1024 * 1024) {
    this.#bytesMax = bytesMax;
  }

  /** How many pages were sent from here. */
  get answered(): number {
    return this.#answered;
  }

  get(key: string, version: string): Buffer | undefined {
    const page = this.#pages.get(key);
    if (!page) return undefined;
    this.#pages.delete(key);
    if (page.version !== version) {
      this.#bytes -= page.body.length;
      return undefined;
    }
    this.#pages.set(key, page);
    this.#answered++;
    return page.body;
  }

  set(key: string, version: string, body: Buffer): void {
    this.#pages.set(key, { version, body });
    this.#bytes += body.length;
    for (const [oldest, page] of this.#pages) {
      if (this.#bytes <= this.#bytesMax) break;
      this.#pages.delete(oldest);
      this.#bytes -= page.body.length;
    }
  }
}
