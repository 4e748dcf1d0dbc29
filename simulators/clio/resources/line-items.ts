import { secondaryTaxRateOf, taxRateOf } from '../firm/bill-sums.ts';
import type { LineItemRow } from '../firm/money-rows.ts';
import { isService as isServiceEntry } from '../firm/work-rows.ts';
import { commonFilters, excludeIds, filtersOn, flagWithoutEffect } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { date, money, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, never, one, readField, type Shape } from './shape.ts';

const isService = ({ activity }: LineItemRow) => isServiceEntry(activity);
const isTime = ({ activity }: LineItemRow) => activity.type === 'TimeEntry';
const priceCents = (row: LineItemRow) => row.priceCents ?? (row.activity.noCharge ? 0 : row.activity.priceCents);

const totalCents = ({ subTotalCents, taxCents, secondaryTaxCents = 0 }: LineItemRow) =>
  subTotalCents + taxCents + secondaryTaxCents;

const noteOf = (activity: LineItemRow['activity']) => readField(named('Activity')(), activity, 'note');

/** Hours here, where an activity counts seconds. */
function quantity(row: LineItemRow): number {
  const { roundedQuantity } = row.activity;
  return isTime(row) ? roundedQuantity / 3600 : roundedQuantity / 100;
}

export const lineItemShape: Shape = defineShape<LineItemRow>(
  'LineItem',
  {
    ...recordFields('line_items'),
    type: ({ activity }) => (activity.noCharge ? 'NoChargeLineItem' : 'ActivityLineItem'),
    kind: (row) => (isService(row) ? 'Service' : 'Expense'),
    date: ({ activity }) => date(activity.day),
    description: ({ activity }) => activity.description?.name ?? activity.expenseCategory?.name ?? noteOf(activity),
    note: ({ activity }) => noteOf(activity),
    group_ordering: ({ ordering }) => ordering,
    price: (row) => money(priceCents(row)),
    quantity,
    sub_total: ({ subTotalCents }) => money(subTotalCents),
    tax: ({ taxCents }) => money(taxCents),
    secondary_tax: ({ secondaryTaxCents = 0 }) => money(secondaryTaxCents),
    taxable: ({ bill }) => taxRateOf(bill) > 0,
    secondary_taxable: ({ bill }) => secondaryTaxRateOf(bill) > 0,
    total: (row) => money(totalCents(row)),
  },
  {
    activity: one<LineItemRow>(named('Activity'), ({ activity }) => activity),
    bill: one<LineItemRow>(named('Bill'), ({ bill }) => bill),
    discount: never(nested('Discount')),
    included_line_item_totals: one<LineItemRow>(nested('LineItemTotals'), (row) => ({
      discount_percent: 0,
      price: money(priceCents(row)),
      quantity: quantity(row),
      sub_total: money(row.subTotalCents),
      total: money(totalCents(row)),
    })),
    matter: one<LineItemRow>(named('Matter'), ({ bill }) => bill.matter),
    tax_settings: many<LineItemRow>(nested('LineItemTax'), () => []),
    user: one<LineItemRow>(named('User'), ({ activity }) => activity.user),
  },
);

const on = filtersOn(() => lineItemShape);

export const lineItems: Resource = {
  name: 'line_items',
  shape: lineItemShape,
  limitMax: 200,
  single: false,
  permission: 'Billing',
  filters: {
    ...commonFilters,
    activity_id: on.related('activity'),
    bill_id: on.related('bill'),
    display: flagWithoutEffect,
    display_order: flagWithoutEffect,
    'exclude_ids[]': excludeIds,
    group_ordering: on.id((row, wanted) => (row as LineItemRow).ordering === wanted),
    kind: on.where((_, wanted, read) => String(read('kind')).toLowerCase() === wanted.toLowerCase()),
    matter_id: on.related('matter'),
    query: on.text('note', 'description'),
  },
  // The collection has no `order` parameter.
  orders: undefined,
};
