import type { TrustLineItemRow } from '../firm/money-rows.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { date, money, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, one, type Shape } from './shape.ts';

export const trustLineItemShape: Shape = defineShape<TrustLineItemRow>(
  'TrustLineItem',
  {
    ...recordFields('trust_line_items'),
    date: ({ transaction }) => date(transaction.day),
    note: ({ transaction }) => transaction.description,
    // Negative for what went out, as the transaction has it.
    total: ({ transaction }) => money(transaction.amountCents),
  },
  {
    bill: one<TrustLineItemRow>(named('Bill'), ({ bill }) => bill),
    client: one<TrustLineItemRow>(named('Contact'), ({ bill }) => bill.matter.client),
    matter: one<TrustLineItemRow>(named('Matter'), ({ bill }) => bill.matter),
  },
);

const on = filtersOn(() => trustLineItemShape);

export const trustLineItems: Resource = {
  name: 'trust_line_items',
  shape: trustLineItemShape,
  limitMax: 200,
  single: false,
  permission: 'Accounting',
  filters: { ...commonFilters, bill_id: on.related('bill'), matter_id: on.related('matter') },
  orders: {},
};
