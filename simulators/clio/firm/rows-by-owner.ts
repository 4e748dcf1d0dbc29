import type { Firm } from './firm.ts';
import type { Row } from './rows.ts';
import { whileUnchanged } from './while-unchanged.ts';

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
  return whileUnchanged(firm, name, () => Map.groupBy(rows, ownerOf));
}
