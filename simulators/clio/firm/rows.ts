import type { Firm } from './firm.ts';

/**
 * What a record is made of, as compact as it can be: money in cents, days as whole numbers, instants in epoch seconds,
 * relations as references. The fields Clio shows are derived when they are read.
 */
export interface Row {
  readonly firm: Firm;
  id: number;
  /** Grows with every edit; the etag follows from it. */
  version: number;
  /** Epoch seconds. */
  createdAt: number;
  /** Epoch seconds. */
  updatedAt: number;
  /** Values set through the control door, by field name; they stand in for the derived ones. */
  overrides: Map<string, unknown> | undefined;
}

/** What every row begins with; the id comes with its table. */
export function rowAt({ firm }: { firm: Firm }, createdAt: number): Row {
  return { firm, id: 0, version: 1, createdAt, updatedAt: createdAt, overrides: undefined };
}
