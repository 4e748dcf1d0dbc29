/** What is not told apart any more: clients could fill the memory with made-up names otherwise. */
const others = 'others';

/** The values of a label as they come, until there are too many of them. */
export class Labels {
  readonly #known = new Set<string>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  of(value: string | undefined): string {
    if (value === undefined || value === '') return 'none';
    if (this.#known.has(value)) return value;
    if (this.#known.size >= this.#max) return others;
    this.#known.add(value);
    return value;
  }
}
