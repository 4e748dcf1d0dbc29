import { unprocessable } from '../api/errors.ts';
import type { AllocationRow } from '../firm/money-rows.ts';
import { unbook } from './bank-transactions.ts';
import { linesOf } from './bill-totals.ts';
import type { Edit } from './edit.ts';

/** Takes a payment back, as when a cheque bounces: the allocation stays, voided, and the bill owes the money again. */
export function returnPayment(allocation: AllocationRow, edit: Edit): void {
  const { bill, payment, source, voidedAt } = allocation;
  if (!payment || source || voidedAt !== null)
    throw unprocessable('Only a payment that came from outside can be returned');
  for (const row of edit.firm.tables.bank_transactions.rows.filter((known) => known.allocation === allocation)) {
    unbook(row, edit);
  }
  edit.touch('allocations', allocation).voidedAt = edit.now;
  edit.touch('bills', bill).paidCents -= allocation.amountCents;
  if (bill.state !== 'paid') return;
  for (const { activity } of linesOf(bill)) edit.touch('activities', activity);
  bill.state = 'awaiting_payment';
  bill.paidAt = null;
}
