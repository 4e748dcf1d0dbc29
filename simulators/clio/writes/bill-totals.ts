import { secondaryTaxRateOf, taxRateOf } from '../firm/bill-sums.ts';
import type { BillRow, LineItemRow } from '../firm/money-rows.ts';
import { isService } from '../firm/work-rows.ts';
import type { Edit } from './edit.ts';

export function linesOf(bill: BillRow): LineItemRow[] {
  return bill.firm.tables.line_items.rows.filter((line) => line.bill === bill);
}

const isTaxable = ({ overrides }: LineItemRow, name: 'taxable' | 'secondary_taxable') => overrides?.get(name) !== false;

export function taxLine(line: LineItemRow): void {
  const share = (rate: number) => Math.round((line.subTotalCents * rate) / 100);
  line.taxCents = isTaxable(line, 'taxable') ? share(taxRateOf(line.bill)) : 0;
  const secondary = isTaxable(line, 'secondary_taxable') ? share(secondaryTaxRateOf(line.bill)) : 0;
  if (secondary > 0 || line.secondaryTaxCents !== undefined) line.secondaryTaxCents = secondary;
}

/** Makes the bill the sum of its lines again. The bill is touched here. */
export function addUp(bill: BillRow, edit: Edit): void {
  edit.touch('bills', bill);
  const taxed = taxRateOf(bill) > 0;
  const sumOf = (lines: readonly LineItemRow[], read: (line: LineItemRow) => number) =>
    lines.reduce((sum, line) => sum + read(line), 0);
  const [services = [], expenses = []] = [true, false].map((wanted) =>
    linesOf(bill).filter(({ activity }) => isService(activity) === wanted),
  );
  const taxable = (line: LineItemRow) => (taxed && isTaxable(line, 'taxable') ? line.subTotalCents : 0);
  Object.assign(bill, {
    servicesCents: sumOf(services, (line) => line.subTotalCents),
    expensesCents: sumOf(expenses, (line) => line.subTotalCents),
    servicesTaxCents: sumOf(services, (line) => line.taxCents),
    expensesTaxCents: sumOf(expenses, (line) => line.taxCents),
    servicesTaxableCents: sumOf(services, taxable),
    expensesTaxableCents: sumOf(expenses, taxable),
    servicesSecondaryTaxCents: sumOf(services, (line) => line.secondaryTaxCents ?? 0),
    expensesSecondaryTaxCents: sumOf(expenses, (line) => line.secondaryTaxCents ?? 0),
  });
}
