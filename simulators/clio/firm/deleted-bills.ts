import type { BillRow } from './money-rows.ts';
import type { Random } from './random.ts';
import type { Work } from './work.ts';

/**
 * Drafts that were deleted: of each is left its number and its date, without lines and sums. Where their numbers stand
 * shows that they were there.
 */
export function generateDeletedBills(work: Work, bills: readonly BillRow[], random: Random): BillRow[] {
  const count = Math.max(2, Math.round(bills.length * 0.015));
  return Array.from({ length: count }, (_, index): BillRow => {
    const { matter, user } = random.pick(bills);
    const createdAt = Math.max(matter.createdAt, work.instant(random.between(matter.openDay, work.today), random));
    const day = work.firm.zone.dayOf(createdAt);
    return {
      firm: work.firm,
      id: 0,
      version: 2,
      createdAt,
      updatedAt: Math.min(createdAt + random.between(60, 400_000), Math.max(createdAt, work.asOf)),
      overrides: undefined,
      number: 1000 + bills.length + index,
      matter,
      user,
      state: 'deleted',
      issueDay: null,
      dueDay: null,
      startDay: day,
      endDay: day,
      paidAt: null,
      lastSentAt: null,
      servicesCents: 0,
      expensesCents: 0,
      servicesTaxCents: 0,
      expensesTaxCents: 0,
      paidCents: 0,
      creditCents: 0,
    };
  });
}
