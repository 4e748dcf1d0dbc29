import { notFound, unprocessable } from '../api/errors.ts';
import { balanceCents } from '../firm/bill-sums.ts';
import type { BillRow } from '../firm/money-rows.ts';
import type { Given } from './given.ts';

/** Discount, interest and theme of a touched bill. Null takes a discount away, and interest while none was charged. */
export function writeTerms(bill: BillRow, given: Given): void {
  writeDiscount(bill, given);
  writeInterest(bill, given);
  const theme = given.inside('bill_theme')?.data['id'];
  // Every firm here has one theme.
  if (theme !== undefined && theme !== bill.firm.billTheme.id) throw notFound();
}

function writeDiscount(bill: BillRow, given: Given): void {
  if (!given.has('discount')) return;
  const inside = given.inside('discount');
  const type = inside?.word('type', ['percentage', 'money']) ?? bill.discount?.type ?? 'percentage';
  const rate = inside?.number('rate', 0) ?? bill.discount?.rate ?? 0;
  if (type === 'percentage' && rate > 100) throw unprocessable('discount.rate must be less than or equal to 100');
  const note = inside?.text('note');
  const before = balanceCents(bill);
  bill.discount = inside && { type, rate, note: note === undefined ? (bill.discount?.note ?? null) : note };
  const changed = balanceCents(bill) !== before;
  if (changed && bill.state === 'paid') throw unprocessable('The bill is paid');
  if (balanceCents(bill) < 0) throw unprocessable('The discount is more than what is still owed');
}

function writeInterest(bill: BillRow, given: Given): void {
  if (!given.has('interest')) return;
  const inside = given.inside('interest');
  const cents = bill.interest?.cents ?? 0;
  if (!inside) {
    if (cents > 0) throw unprocessable('Interest was charged on the bill');
    bill.interest = undefined;
    return;
  }
  bill.interest = {
    type: inside.word('type', ['simple', 'compound']) ?? bill.interest?.type ?? 'simple',
    rate: inside.number('rate', 0) ?? bill.interest?.rate ?? 0,
    period: inside.number('period', 0) ?? bill.interest?.period ?? 30,
    cents,
  };
}

const daysOfYear = 365;

/**
 * Charges a touched bill the interest of one period on what it owes: of all of it where interest is compound, of what it
 * owes without interest where it is simple. Returns the cents.
 */
export function chargeInterest(bill: BillRow): number {
  const { interest } = bill;
  if (!interest || bill.state !== 'awaiting_payment') return 0;
  const owed = balanceCents(bill);
  const base = interest.type === 'compound' ? owed : Math.max(0, owed - interest.cents);
  const cents = Math.round((base * interest.rate * interest.period) / (100 * daysOfYear));
  bill.interest = { ...interest, cents: interest.cents + cents };
  return cents;
}
