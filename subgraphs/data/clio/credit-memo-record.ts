import { z } from 'zod';
import { day, decimal, flag, head, instant, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** What the firm gives back or forgives. It comes without a currency. */
export const creditMemoRecord = clioRecord({
  entity: 'CREDIT_MEMOS',
  table: 'credit_memo',
  path: '/api/v4/credit_memos.json',
  order: 'id(asc)',
  fields: 'id,etag,amount,date,description,discount,voided_at,created_at,updated_at,contact{id,name},user{id,name}',
  schema: z.object({
    ...head,
    amount: decimal,
    date: day,
    description: text,
    discount: flag,
    voided_at: instant,
    contact: related,
    user: related,
  }),
  columns: {
    amount: ['numeric', (memo) => memo.amount],
    date: ['date', (memo) => memo.date],
    description: ['text', (memo) => memo.description],
    discount: ['boolean', (memo) => memo.discount],
    voided_at: ['timestamptz', (memo) => memo.voided_at],
    contact_clio_id: ['text', (memo) => memo.contact?.id],
    user_clio_id: ['text', (memo) => memo.user?.id],
  },
});
