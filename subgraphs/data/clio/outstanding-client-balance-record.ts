import { z } from 'zod';
import { asJson, clioId, currency, day, decimal, flag, head, list, related } from './fields.ts';
import { minor } from './money.ts';
import { clioRecord } from './record.ts';

/**
 * What a client owes in all, as Clio sums it up. Its list can be asked neither for ids nor for changes: it is read as a whole.
 */
export const outstandingClientBalanceRecord = clioRecord({
  entity: 'OUTSTANDING_CLIENT_BALANCES',
  table: 'outstanding_client_balance',
  path: '/api/v4/outstanding_client_balances.json',
  order: undefined,
  byIds: false,
  updatedSince: false,
  fields:
    'id,etag,total_outstanding_balance,pending_payments_total,last_payment_date,last_shared_date,newest_issued_bill_due_date,reminders_enabled,associated_matter_ids,created_at,updated_at,contact{id,name},currency{id,code}',
  schema: z.object({
    ...head,
    currency,
    total_outstanding_balance: decimal,
    pending_payments_total: decimal,
    last_payment_date: day,
    last_shared_date: day,
    newest_issued_bill_due_date: day,
    reminders_enabled: flag,
    contact: related,
    associated_matter_ids: list(clioId),
  }),
  columns: {
    currency: ['text', (balance) => balance.currency?.code],
    total_minor: ['bigint', (balance) => minor(balance, balance.total_outstanding_balance)],
    pending_minor: ['bigint', (balance) => minor(balance, balance.pending_payments_total)],
    last_payment_date: ['date', (balance) => balance.last_payment_date],
    last_shared_date: ['date', (balance) => balance.last_shared_date],
    newest_bill_due_on: ['date', (balance) => balance.newest_issued_bill_due_date],
    reminders_enabled: ['boolean', (balance) => balance.reminders_enabled],
    contact_clio_id: ['text', (balance) => balance.contact?.id],
    matter_clio_ids: ['jsonb', (balance) => asJson(balance.associated_matter_ids)],
  },
});
