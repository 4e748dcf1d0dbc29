import { mix32 } from './random.ts';
import type { Row } from './rows.ts';
import { rowsChanged } from './rows-version.ts';

/** Rows in ascending order of id, found by halving: no index beside them. */
export class RecordTable<R extends Row = Row> {
  readonly rows: R[];
  #lastId = 0;
  /** Those that are numbered in one sequence with this one. */
  #sequence: readonly { lastId: number }[] = [this];

  constructor(rows: R[]) {
    this.rows = rows;
  }

  /** Greater than every id there was, with a gap that always is the same: Clio's tables are shared by its customers. */
  nextId(): number {
    const last = Math.max(...this.#sequence.map((table) => table.lastId));
    this.#lastId = last + 1 + (mix32(last | 0) % 13);
    return this.#lastId;
  }

  /** Numbers the new rows of both tables in one sequence. */
  numberWith<Other extends Row>(other: RecordTable<Other>): void {
    this.#sequence = [this, other];
    other.#sequence = this.#sequence;
  }

  /** The greatest id there was; 0 before there was any. */
  get lastId(): number {
    return Math.max(this.#lastId, this.rows.at(-1)?.id ?? 0);
  }

  /** The first id will be greater. */
  startAfter(id: number): void {
    this.#lastId = Math.max(this.#lastId, id);
  }

  insert(row: R): void {
    rowsChanged(this.rows);
    const position = this.firstAfter(row.id);
    if (position === this.rows.length) this.rows.push(row);
    else this.rows.splice(position, 0, row);
  }

  remove({ id }: Row): void {
    const position = this.firstAfter(id) - 1;
    if (this.rows[position]?.id !== id) throw new Error(`remove: expected a row with id ${id}, found none`);
    this.#lastId = this.lastId;
    this.rows.splice(position, 1);
    rowsChanged(this.rows);
  }

  find(id: number): R | undefined {
    const row = this.rows[this.firstAfter(id) - 1];
    return row?.id === id ? row : undefined;
  }

  /** The position of the first row whose id is greater. */
  firstAfter(id: number): number {
    return firstAfter(this.rows, id);
  }
}

/** The position of the first of these rows, ascending by id, whose id is greater. */
export function firstAfter(rows: readonly Row[], id: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && row.id <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}
