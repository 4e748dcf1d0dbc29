import { etagOf } from '../firm/etag.ts';
import type { OutstandingBalanceRow } from '../firm/outstanding-balances.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import { filtersOn } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { constant, date, money } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, one, readField, type Shape } from './shape.ts';

export const outstandingBalanceShape: Shape = defineShape<OutstandingBalanceRow>(
  'OutstandingClientBalance',
  {
    id: ({ id }) => id,
    etag: ({ id, version }) => etagOf(92, id, version),
    associated_matter_ids: ({ bills }) => [...new Set(bills.map(({ matter }) => matter.id))],
    last_payment_date: ({ firm, lastPaidAt }) => date(lastPaidAt === null ? null : firm.zone.dayOf(lastPaidAt)),
    last_shared_date: constant(null),
    newest_issued_bill_due_date: ({ bills }) => date(bills.at(-1)?.dueDay ?? null),
    pending_payments_total: constant(0),
    reminders_enabled: constant(false),
    total_outstanding_balance: ({ cents }) => money(cents),
    created_at: ({ firm, createdAt }) => firm.zone.format(createdAt),
    updated_at: ({ firm, updatedAt }) => firm.zone.format(updatedAt),
  },
  {
    contact: one<OutstandingBalanceRow>(named('Contact'), ({ contact }) => contact),
    currency: one<OutstandingBalanceRow>(nested('Currency'), ({ firm }) => firm.currency),
    outstanding_bills: many<OutstandingBalanceRow>(named('Bill'), ({ bills }) => bills),
  },
);

const on = filtersOn(() => outstandingBalanceShape);
const attorney = (field: string) =>
  on.id((row, wanted) =>
    (row as OutstandingBalanceRow).bills.some(({ matter }) => attorneyId(matter, field) === wanted),
  );

function attorneyId(matter: MatterRow, field: string): number | null {
  const related = readField(named('Matter')(), matter, field) as { id: number } | null;
  return related?.id ?? null;
}

/** Has neither `ids[]` nor since-filters nor an order: whoever needs it reads it whole. */
export const outstandingClientBalances: Resource = {
  name: 'bills',
  shape: outstandingBalanceShape,
  limitMax: 200,
  permission: 'Billing',
  filters: {
    contact_id: on.related('contact'),
    last_paid_start_date: on.dateBound('last_payment_date', (day, bound) => day >= bound),
    last_paid_end_date: on.dateBound('last_payment_date', (day, bound) => day <= bound),
    newest_bill_due_start_date: on.dateBound('newest_issued_bill_due_date', (day, bound) => day >= bound),
    newest_bill_due_end_date: on.dateBound('newest_issued_bill_due_date', (day, bound) => day <= bound),
    originating_attorney_id: attorney('originating_attorney'),
    responsible_attorney_id: attorney('responsible_attorney'),
  },
  orders: undefined,
};
