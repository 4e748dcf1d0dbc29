import type { BillRow, LineItemRow } from '../firm/money-rows.ts';
import { isService } from '../firm/work-rows.ts';
import type { Edit } from './edit.ts';

/** Percent: the bill's own rate, else the firm's. */
export function taxRateOf(bill: BillRow): number {
  const own = bill.overrides?.get('tax_rate');
  return typeof own === 'number' ? own : bill.firm.taxRate;
}

export function linesOf(bill: BillRow): LineItemRow[] {
  return bill.firm.tables.line_items.rows.filter((line) => line.bill === bill);
}

export function taxLine(line: LineItemRow): void {
  const taxable = line.overrides?.get('taxable') !== false;
  line.taxCents = taxable ? Math.round((line.subTotalCents * taxRateOf(line.bill)) / 100) : 0;
}

/** Makes the bill the sum of its lines again. The bill is touched here. */
export function addUp(bill: BillRow, edit: Edit): void {
  const sums = { servicesCents: 0, expensesCents: 0, servicesTaxCents: 0, expensesTaxCents: 0 };
  for (const { activity, subTotalCents, taxCents } of linesOf(bill)) {
    const service = isService(activity);
    sums[service ? 'servicesCents' : 'expensesCents'] += subTotalCents;
    sums[service ? 'servicesTaxCents' : 'expensesTaxCents'] += taxCents;
  }
  Object.assign(edit.touch('bills', bill), sums);
}
