import type { Firm } from './firm.ts';
import type { Row } from './rows.ts';
import { versionOfRows } from './rows-version.ts';

interface Grouped {
  rows: readonly Row[];
  version: number;
  byOwner: ReadonlyMap<unknown, readonly Row[]>;
}

const known = new WeakMap<Firm, Map<string, Grouped>>();

/**
 * Rows by what they belong to: the relationships of each matter, the lines of each bill. Grouped when first asked for,
 * and again after one of these rows has changed; `name` tells one grouping of a firm from another.
 */
export function rowsByOwner<R extends Row>(
  firm: Firm,
  name: string,
  rows: readonly R[],
  ownerOf: (row: R) => unknown,
): ReadonlyMap<unknown, readonly R[]> {
  let ofFirm = known.get(firm);
  if (!ofFirm) {
    ofFirm = new Map();
    known.set(firm, ofFirm);
  }
  const version = versionOfRows(rows);
  let grouped = ofFirm.get(name);
  if (grouped?.version !== version || grouped.rows !== rows) {
    grouped = { rows, version, byOwner: Map.groupBy(rows, ownerOf) };
    ofFirm.set(name, grouped);
  }
  // What was grouped under this name came from rows of this kind.
  return grouped.byOwner as ReadonlyMap<unknown, readonly R[]>;
}
