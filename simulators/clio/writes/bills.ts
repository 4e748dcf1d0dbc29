import { notFound, unprocessable } from '../api/errors.ts';
import { balanceCents } from '../firm/bill-sums.ts';
import type { BillRow, BillState } from '../firm/money-rows.ts';
import { billTransitions } from '../resources/bills.ts';
import { writeTerms } from './bill-terms.ts';
import { addUp, linesOf, taxLine } from './bill-totals.ts';
import type { Edit } from './edit.ts';
import { assign, type Given, keep } from './given.ts';
import { pay } from './pay.ts';
import type { Writer } from './writer.ts';

const states = [
  'draft',
  'awaiting_approval',
  'awaiting_payment',
  'paid',
  'void',
  'deleted',
] as const satisfies BillState[];
const paymentDays = 30;

/** Clio makes bills in its own pages only: there is no POST. */
export const billWriter: Writer<BillRow> = {
  name: 'bills',

  update(bill, given, edit) {
    if (bill.state === 'void' || bill.state === 'deleted') throw unprocessable(`The bill is ${bill.state}`);
    applyNumber(bill, given);
    const issued = given.day('issued_at');
    const due = given.day('due_at');
    assign(bill, { issueDay: issued, dueDay: due });
    keep(bill, {
      subject: given.text('subject'),
      memo: given.text('memo'),
      purchase_order: given.text('purchase_order'),
    });
    const rates = { tax_rate: given.number('tax_rate', 0), secondary_tax_rate: given.number('secondary_tax_rate', 0) };
    if (rates.tax_rate !== undefined || rates.secondary_tax_rate !== undefined) {
      requireUnpaid(bill);
      keep(bill, rates);
      for (const line of linesOf(bill)) taxLine(edit.touch('line_items', line));
      addUp(bill, edit);
    }
    writeTerms(bill, given);
    const state = given.word('state', states);
    if (state !== undefined && state !== bill.state) moveBill(bill, state, edit);
  },

  /** What was issued becomes void, what was not becomes deleted; neither when something was paid on it. */
  remove(bill, edit) {
    if (bill.state === 'void' || bill.state === 'deleted') throw notFound();
    edit.touch('bills', bill);
    moveBill(bill, bill.state === 'draft' || bill.state === 'awaiting_approval' ? 'deleted' : 'void', edit);
  },
};

/** Brings a touched bill into another state, with all that follows. Throws 422 where there is no way from here to there. */
export function moveBill(bill: BillRow, state: BillState, edit: Edit): void {
  const ways = billTransitions[bill.state];
  if (state === 'void' || state === 'deleted') requireUnpaid(bill);
  if (!ways.includes(state)) throw unprocessable(`state must be one of ${JSON.stringify(ways)}`);
  if (state === 'paid') {
    pay(bill, balanceCents(bill), edit);
    return;
  }
  bill.state = state;
  if (state === 'awaiting_payment') {
    bill.issueDay ??= edit.today;
    bill.dueDay ??= bill.issueDay + paymentDays;
  }
  for (const line of linesOf(bill)) {
    const activity = edit.touch('activities', line.activity);
    if (state === 'void' || state === 'deleted') activity.bill = null;
    // A void bill still shows what it was for, a deleted one nothing.
    if (state === 'deleted') edit.remove('line_items', line);
  }
  if (state === 'deleted') {
    addUp(bill, edit);
    bill.discount = undefined;
    bill.interest = undefined;
  }
}

function requireUnpaid({ paidCents, creditCents }: BillRow): void {
  if (paidCents + creditCents > 0) throw unprocessable('The bill has payments');
}

function applyNumber(bill: BillRow, given: Given): void {
  const text = given.words('number');
  if (text === undefined) return;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw unprocessable('number must be a whole number');
  if (bill.firm.tables.bills.rows.some((other) => other !== bill && other.number === number)) {
    throw unprocessable('number has already been taken');
  }
  bill.number = number;
}
