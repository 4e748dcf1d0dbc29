import type { BillRow } from './money-rows.ts';

/** Lines, their taxes, and the interest that was charged. */
export function totalCents(bill: BillRow): number {
  return subTotalCents(bill) + taxCents(bill) + secondaryTaxCents(bill) + interestCents(bill);
}

export function subTotalCents(bill: BillRow): number {
  return bill.servicesCents + bill.expensesCents;
}

export function taxCents(bill: BillRow): number {
  return bill.servicesTaxCents + bill.expensesTaxCents;
}

export function secondaryTaxCents({ servicesSecondaryTaxCents = 0, expensesSecondaryTaxCents = 0 }: BillRow): number {
  return servicesSecondaryTaxCents + expensesSecondaryTaxCents;
}

export function interestCents({ interest }: BillRow): number {
  return interest?.cents ?? 0;
}

/**
 * What a discount takes off: an amount, or percents of the lines without their tax, and never more than the bill comes
 * to.
 */
function discountCents(bill: BillRow): number {
  const { discount } = bill;
  if (!discount) return 0;
  const cents = discount.type === 'money' ? discount.rate * 100 : (subTotalCents(bill) * discount.rate) / 100;
  return Math.min(Math.round(cents), totalCents(bill));
}

/** What the client was asked for. */
export function dueCents(bill: BillRow): number {
  return totalCents(bill) - discountCents(bill);
}

/** What is still owed. */
export function balanceCents(bill: BillRow): number {
  return dueCents(bill) - bill.paidCents - bill.creditCents;
}

/** Percent: the bill's own rate, else the firm's. */
export function taxRateOf(bill: BillRow): number {
  const own = bill.overrides?.get('tax_rate');
  return typeof own === 'number' ? own : bill.firm.taxRate;
}

/** Percent: only bills that were given one have a second tax. */
export function secondaryTaxRateOf(bill: BillRow): number {
  const own = bill.overrides?.get('secondary_tax_rate');
  return typeof own === 'number' ? own : 0;
}
