/**
 * Answers that were sent before, by firm, firm version and URL: the same walk through a firm that has not changed costs
 * no serialising. Bounded by bytes; the least recently used go first.
 */
export class PageCache {
  readonly #bytesMax: number;
  readonly #pages = new Map<string, { version: number; body: Buffer }>();
  #bytes = 0;

  constructor(bytesMax = 64 * 1024 * 1024) {
    this.#bytesMax = bytesMax;
  }

  get(key: string, version: number): Buffer | undefined {
    const page = this.#pages.get(key);
    if (!page) return undefined;
    this.#pages.delete(key);
    if (page.version !== version) {
      this.#bytes -= page.body.length;
      return undefined;
    }
    this.#pages.set(key, page);
    return page.body;
  }

  set(key: string, version: number, body: Buffer): void {
    this.#pages.set(key, { version, body });
    this.#bytes += body.length;
    for (const [oldest, page] of this.#pages) {
      if (this.#bytes <= this.#bytesMax) break;
      this.#pages.delete(oldest);
      this.#bytes -= page.body.length;
    }
  }
}
