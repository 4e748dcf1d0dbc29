import type { Row } from './rows.ts';

const versions = new WeakMap<readonly Row[], number>();

/** Grows with every change to any of these rows: finer than the version of the firm, which grows with every change. */
export function versionOfRows(rows: readonly Row[]): number {
  return versions.get(rows) ?? 0;
}

export function rowsChanged(rows: readonly Row[]): void {
  versions.set(rows, versionOfRows(rows) + 1);
}
