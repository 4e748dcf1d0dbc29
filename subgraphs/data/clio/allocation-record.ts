import { z } from 'zod';
import { day, decimal, flag, head, instant, participant, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** The part of a payment or of a credit memo that goes to a bill: what is known of payments. It comes without a currency. */
export const allocationRecord = clioRecord({
  entity: 'ALLOCATIONS',
  table: 'allocation',
  path: '/api/v4/allocations.json',
  order: 'id(asc)',
  fields:
    'id,etag,amount,date,description,interest,payment_type,has_online_payment,voided_at,created_at,updated_at,parent{id,type},bill{id,number},contact{id,name},matter{id,display_number},source_bank_account{id,name},destination_bank_account{id,name}',
  schema: z.object({
    ...head,
    amount: decimal,
    date: day,
    description: text,
    interest: flag,
    payment_type: text,
    has_online_payment: flag,
    voided_at: instant,
    parent: participant,
    bill: related,
    contact: related,
    matter: related,
    source_bank_account: related,
    destination_bank_account: related,
  }),
  columns: {
    amount: ['numeric', (allocation) => allocation.amount],
    date: ['date', (allocation) => allocation.date],
    description: ['text', (allocation) => allocation.description],
    interest: ['boolean', (allocation) => allocation.interest],
    payment_type: ['text', (allocation) => allocation.payment_type],
    has_online_payment: ['boolean', (allocation) => allocation.has_online_payment],
    voided_at: ['timestamptz', (allocation) => allocation.voided_at],
    parent_clio_id: ['text', (allocation) => allocation.parent?.id],
    parent_type: ['text', (allocation) => allocation.parent?.type],
    bill_clio_id: ['text', (allocation) => allocation.bill?.id],
    contact_clio_id: ['text', (allocation) => allocation.contact?.id],
    matter_clio_id: ['text', (allocation) => allocation.matter?.id],
    source_bank_account_clio_id: ['text', (allocation) => allocation.source_bank_account?.id],
    destination_bank_account_clio_id: ['text', (allocation) => allocation.destination_bank_account?.id],
  },
});
