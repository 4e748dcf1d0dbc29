import type { Firm } from './firm.ts';
import type { Row } from './rows.ts';

interface Grouped {
  version: number;
  rows: Map<unknown, Row[]>;
}

const grouped = new WeakMap<Firm, Map<string, Grouped>>();

/**
 * Rows by what they belong to: the relationships of each matter, the lines of each bill. Grouped when first asked for,
 * and again after the firm has changed; `name` tells one grouping of a firm from another.
 */
export function rowsByOwner<R extends Row>(
  firm: Firm,
  name: string,
  rows: readonly R[],
  ownerOf: (row: R) => unknown,
): ReadonlyMap<unknown, readonly R[]> {
  let ofFirm = grouped.get(firm);
  if (!ofFirm) {
    ofFirm = new Map();
    grouped.set(firm, ofFirm);
  }
  let known = ofFirm.get(name);
  if (known?.version !== firm.version) {
    known = { version: firm.version, rows: Map.groupBy(rows, ownerOf) };
    ofFirm.set(name, known);
  }
  // What was grouped under this name came from rows of this kind.
  return known.rows as Map<unknown, R[]>;
}
