import type { Row } from './rows.ts';

/** Rows in ascending order of id, found by halving: no index beside them. */
export class RecordTable<R extends Row = Row> {
  readonly rows: R[];

  constructor(rows: R[]) {
    this.rows = rows;
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
