import { notFound, unprocessable } from '../api/errors.ts';
import { parseDay } from '../firm/days.ts';
import type { RecordTable } from '../firm/record-table.ts';
import type { Row } from '../firm/rows.ts';
import { fullView } from '../resources/view.ts';
import { type Data, isObject } from './read-data.ts';

/**
 * What a caller wrote, by field. Every reader gives undefined for a field that was not written, and throws 422 that
 * names the field when the value is of another kind.
 */
export class Given {
  readonly data: Data;
  /** The last part of the `4.0.x` in which it was written. */
  readonly version: number;

  constructor(data: Data, version = fullView.version) {
    this.data = data;
    this.version = version;
  }

  has(name: string): boolean {
    return this.data[name] !== undefined;
  }

  require(...names: readonly string[]): void {
    for (const name of names) {
      const value = this.data[name];
      if (value === undefined || value === null || value === '') throw unprocessable(`${name} can't be blank`);
    }
  }

  /** Null stands for no text. */
  text(name: string): string | null | undefined {
    const value = this.data[name];
    if (value === undefined || value === null || typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw unprocessable(`${name} must be a string`);
  }

  /** A text that cannot be taken away. */
  words(name: string): string | undefined {
    const value = this.text(name);
    if (value === null || value === '') throw unprocessable(`${name} can't be blank`);
    return value;
  }

  /** Null changes nothing. */
  flag(name: string): boolean | undefined {
    const value = this.data[name];
    if (value === undefined || value === null) return undefined;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw unprocessable(`${name} must be one of ["true", "false"]`);
  }

  /** As days since 1970; a timestamp counts by its date. */
  day(name: string): number | null | undefined {
    const value = this.data[name];
    if (value === undefined || value === null) return value;
    const day = typeof value === 'string' ? parseDay(value.slice(0, 10)) : undefined;
    if (day === undefined) throw unprocessable(`${name} must be a date such as 2026-03-02`);
    return day;
  }

  /** As epoch seconds. */
  instant(name: string): number | undefined {
    const value = this.data[name];
    if (value === undefined || value === null) return undefined;
    const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(time)) throw unprocessable(`${name} must be an ISO-8601 timestamp`);
    return Math.floor(time / 1000);
  }

  number(name: string, least = Number.NEGATIVE_INFINITY): number | undefined {
    const value = this.data[name];
    if (value === undefined || value === null) return undefined;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) throw unprocessable(`${name} is not a number`);
    if (number < least) throw unprocessable(`${name} must be greater than or equal to ${least}`);
    return number;
  }

  /** An amount of money in cents, rounded to whole ones. */
  cents(name: string, least?: number): number | undefined {
    const amount = this.number(name, least);
    // Through the shortest decimal form, so that 1.005 is not the 1.00499… it is stored as.
    return amount === undefined ? undefined : Math.round(Number(`${amount}e2`));
  }

  word<Word extends string>(name: string, known: readonly Word[]): Word | undefined {
    const value = this.data[name];
    if (value === undefined || value === null) return undefined;
    const word = known.find((candidate) => candidate === value);
    if (word === undefined)
      throw unprocessable(`${name} must be one of [${known.map((one) => `"${one}"`).join(', ')}]`);
    return word;
  }

  /** What lies inside `{"name": {…}}`. */
  inside(name: string): Given | undefined {
    const value = this.data[name];
    if (value === undefined || value === null) return undefined;
    if (!isObject(value)) throw unprocessable(`${name} must be an object`);
    return new Given(value, this.version);
  }

  items(name: string): readonly Given[] {
    const value = this.data[name];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value) || !value.every(isObject)) throw unprocessable(`${name} must be a list of objects`);
    return value.map((item) => new Given(item, this.version));
  }

  /**
   * The record that `{"name": {"id": 1}}` names. Null and `{}` change nothing, `{"id": null}` is refused: this is for
   * relations that cannot be taken away. A record of another firm, or none at all, is 404.
   */
  related<R extends Row>(name: string, table: RecordTable<R>): R | undefined {
    const inside = this.inside(name);
    if (!inside?.has('id')) return undefined;
    if (inside.data['id'] === null) throw unprocessable(`${name} can't be blank`);
    return inside.#among(table);
  }

  /** As above, where null and `{"id": null}` take the relation away. */
  relatedOrNone<R extends Row>(name: string, table: RecordTable<R>): R | null | undefined {
    if (this.data[name] === null) return null;
    const inside = this.inside(name);
    if (!inside?.has('id')) return undefined;
    return inside.data['id'] === null ? null : inside.#among(table);
  }

  #among<R extends Row>(table: RecordTable<R>): R {
    const row = table.find(Number(this.data['id']));
    if (!row) throw notFound();
    return row;
  }
}

/** Sets the fields that have a value; undefined stands for "not written". */
export function assign<R extends object>(row: R, values: { readonly [Key in keyof R]?: R[Key] | undefined }): void {
  for (const [name, value] of Object.entries(values)) if (value !== undefined) Object.assign(row, { [name]: value });
}

/** Keeps values for fields that nothing else depends on, by Clio's names; undefined leaves a field as it is. */
export function keep(row: Row, values: Readonly<Record<string, unknown>>): void {
  const written = Object.entries(values).filter(([, value]) => value !== undefined);
  if (written.length > 0) row.overrides = new Map([...(row.overrides ?? []), ...written]);
}

/** Takes away what stood in for fields, so that they are derived again. */
export function release(row: Row, ...fields: readonly string[]): void {
  if (!row.overrides || !fields.some((field) => row.overrides?.has(field))) return;
  row.overrides = new Map([...row.overrides].filter(([field]) => !fields.includes(field)));
}
