import type { CreditMemoRow } from '../firm/money-rows.ts';
import type { Row } from '../firm/rows.ts';
import { rowsByOwner } from '../firm/rows-by-owner.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { date, instant, money, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, one, readField, type Shape } from './shape.ts';

export const creditMemoShape: Shape = defineShape<CreditMemoRow>(
  'CreditMemo',
  {
    ...recordFields('credit_memos'),
    date: ({ day }) => date(day),
    amount: ({ amountCents }) => money(amountCents),
    description: ({ description }) => description,
    discount: ({ writeOff }) => writeOff,
    voided_at: ({ firm, voidedAt }) => instant(firm, voidedAt),
  },
  {
    allocations: many<CreditMemoRow>(named('Allocation'), (memo) => {
      const { rows } = memo.firm.tables.allocations;
      return rowsByOwner(memo.firm, 'allocations of memos', rows, ({ creditMemo }) => creditMemo).get(memo) ?? [];
    }),
    contact: one<CreditMemoRow>(named('Contact'), ({ contact }) => contact),
    user: one<CreditMemoRow>(named('User'), ({ user }) => user),
  },
);

const on = filtersOn(() => creditMemoShape);

export const creditMemos: Resource = {
  name: 'credit_memos',
  shape: creditMemoShape,
  limitMax: 200,
  permission: 'Billing',
  defaultOrder: 'date(asc)',
  filters: { ...commonFilters, contact_id: on.related('contact') },
  orders: { date: (row: Row) => readField(creditMemoShape, row, 'date') },
};
