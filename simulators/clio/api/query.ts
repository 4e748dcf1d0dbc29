import { badArgument } from './errors.ts';

/** The query of a request; a repeated parameter keeps all its values. */
export class Query {
  readonly params: URLSearchParams;

  constructor(search: string) {
    this.params = new URLSearchParams(search);
  }

  text(name: string): string | undefined {
    const values = this.params.getAll(name);
    return values.at(-1);
  }

  /** Throws 400 when the value is not a whole number from `least` to `most`. */
  integer(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined || text === '') return undefined;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(value) || value < least || value > most) {
      throw badArgument(`${name} must be between ${least} and ${most}, got ${JSON.stringify(text)}`);
    }
    return value;
  }

  /** The same whatever the order of the parameters. */
  canonicalWithout(...names: readonly string[]): string {
    const kept = [...this.params].filter(([name]) => !names.includes(name)).map((pair) => pair.join('='));
    return kept.sort().join('&');
  }

  /** `?a=1&b=2` with one parameter replaced, in the order of the request, braces and commas escaped as Clio's links are. */
  with(changes: Readonly<Record<string, string>>, without: readonly string[] = []): string {
    const params = new URLSearchParams(this.params);
    for (const name of without) params.delete(name);
    for (const [name, value] of Object.entries(changes)) params.set(name, value);
    return `?${params}`;
  }
}
