import type { Firm } from '../firm/firm.ts';

const given = new WeakMap<Firm, number>();

/** An id for a record that only exists inside another one: an address, an option of a list. */
export function childId(firm: Firm): number {
  const id = (given.get(firm) ?? 50_000_000_000 + firm.account.id * 100_000) + 1;
  given.set(firm, id);
  return id;
}
