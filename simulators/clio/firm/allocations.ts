import type { AllocationRow, BillRow, CreditMemoRow } from './money-rows.ts';
import type { Random } from './random.ts';
import { rowAt } from './rows.ts';

/** A new payment for each, unless the parent is a credit memo. */
export function allocation(
  bill: BillRow,
  amountCents: number,
  at: number,
  rest: Partial<Pick<AllocationRow, 'creditMemo' | 'description' | 'paymentType' | 'source' | 'destination'>>,
): AllocationRow {
  return {
    ...rowAt(bill, at),
    bill,
    payment: rest.creditMemo ? null : { id: bill.firm.nextPaymentId++, amountCents },
    creditMemo: null,
    day: bill.firm.zone.dayOf(at),
    amountCents,
    description: null,
    paymentType: null,
    source: null,
    destination: null,
    voidedAt: null,
    ...rest,
  };
}

/** Turns a part of what a bill was paid into credit. */
export function creditMemo(bill: BillRow, amountCents: number, at: number, random: Random): CreditMemoRow {
  bill.paidCents -= amountCents;
  bill.creditCents += amountCents;
  return {
    ...rowAt(bill, at),
    contact: bill.matter.client,
    user: bill.user,
    day: bill.firm.zone.dayOf(at),
    amountCents,
    description: random.pick(['Courtesy credit', 'Agreed reduction', 'Rounding write-off']),
    writeOff: random.chance(0.3),
    voidedAt: null,
  };
}
