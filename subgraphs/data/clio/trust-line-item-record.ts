import { z } from 'zod';
import { day, decimal, head, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A line of trust activity on a bill. It comes without a currency. */
export const trustLineItemRecord = clioRecord({
  entity: 'TRUST_LINE_ITEMS',
  table: 'trust_line_item',
  path: '/api/v4/trust_line_items.json',
  order: 'id(asc)',
  fields: 'id,etag,date,note,total,created_at,updated_at,bill{id,number},client{id,name},matter{id,display_number}',
  schema: z.object({
    ...head,
    date: day,
    note: text,
    total: decimal,
    bill: related,
    client: related,
    matter: related,
  }),
  columns: {
    date: ['date', (line) => line.date],
    note: ['text', (line) => line.note],
    total: ['numeric', (line) => line.total],
    bill_clio_id: ['text', (line) => line.bill?.id],
    client_clio_id: ['text', (line) => line.client?.id],
    matter_clio_id: ['text', (line) => line.matter?.id],
  },
});
