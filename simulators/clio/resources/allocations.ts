import type { AllocationRow } from '../firm/money-rows.ts';
import type { Row } from '../firm/rows.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { constant, date, instant, money, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, one, readField, type Shape } from './shape.ts';

const parent = ({ payment, creditMemo }: AllocationRow) =>
  creditMemo
    ? { id: creditMemo.id, type: 'CreditMemo', identifier: creditMemo.description }
    : { id: payment?.id ?? null, type: 'Payment', identifier: null };

/** Clio's one window on payments: which payment or credit memo went to which bill. */
export const allocationShape: Shape = defineShape<AllocationRow>(
  'Allocation',
  {
    ...recordFields('allocations'),
    date: ({ day }) => date(day),
    amount: ({ amountCents }) => money(amountCents),
    description: ({ description }) => description,
    payment_type: ({ paymentType }) => paymentType,
    voided_at: ({ firm, voidedAt }) => instant(firm, voidedAt),
    destroyable: ({ voidedAt }) => voidedAt === null,
    has_online_payment: constant(false),
    interest: constant(false),
  },
  {
    bill: one<AllocationRow>(named('Bill'), ({ bill }) => bill),
    contact: one<AllocationRow>(named('Contact'), ({ bill }) => bill.matter.client),
    destination_bank_account: one<AllocationRow>(named('BankAccount'), ({ destination }) => destination),
    matter: one<AllocationRow>(named('Matter'), ({ bill }) => bill.matter),
    parent: one<AllocationRow>(() => ({ ...nested('PolymorphicObject')(), stub: ['id', 'type'] }), parent),
    source_bank_account: one<AllocationRow>(named('BankAccount'), ({ source }) => source),
  },
);

const on = filtersOn(() => allocationShape);
/** The type is a number in Clio's document, by a slip; the words of `parent` are taken too. */
const parentTypes: Readonly<Record<string, string>> = { Payment: 'Payment', CreditMemo: 'CreditMemo' };

export const allocations: Resource = {
  name: 'allocations',
  shape: allocationShape,
  limitMax: 200,
  permission: 'Billing',
  defaultOrder: 'date(asc)',
  filters: {
    ...commonFilters,
    bill_id: on.related('bill'),
    contact_id: on.related('contact'),
    kind: on.where(
      (row, wanted) => (row as AllocationRow).creditMemo?.writeOff === (wanted === 'write_off'),
      ['credit_note', 'write_off'],
    ),
    matter_id: on.related('matter'),
    parent_id: on.related('parent'),
    parent_type: on.where(
      (row, wanted) => /^\d+$/.test(wanted) || parent(row as AllocationRow).type === parentTypes[wanted],
    ),
    status: on.where((_, wanted, read) => (read('voided_at') === null) === (wanted === 'valid'), ['valid', 'invalid']),
  },
  orders: { date: (row: Row) => readField(allocationShape, row, 'date') },
};
