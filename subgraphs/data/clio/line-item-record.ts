import { z } from 'zod';
import { day, decimal, flag, head, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A line of a bill. `quantity` is hours here, where an activity has seconds, and amounts come without a currency. */
export const lineItemRecord = clioRecord({
  entity: 'LINE_ITEMS',
  table: 'line_item',
  path: '/api/v4/line_items.json',
  order: undefined,
  fields:
    'id,etag,type,kind,date,description,note,quantity,price,sub_total,tax,secondary_tax,total,taxable,secondary_taxable,group_ordering,created_at,updated_at,bill{id,number},activity{id},matter{id,display_number},user{id,name},discount{rate,type}',
  schema: z.object({
    ...head,
    type: text,
    kind: text,
    date: day,
    description: text,
    note: text,
    quantity: decimal,
    price: decimal,
    sub_total: decimal,
    tax: decimal,
    secondary_tax: decimal,
    total: decimal,
    taxable: flag,
    bill: related,
    activity: related,
    matter: related,
    user: related,
  }),
  columns: {
    type: ['text', (line) => line.type],
    kind: ['text', (line) => line.kind],
    date: ['date', (line) => line.date],
    description: ['text', (line) => line.description],
    note: ['text', (line) => line.note],
    quantity: ['numeric', (line) => line.quantity],
    price: ['numeric', (line) => line.price],
    sub_total: ['numeric', (line) => line.sub_total],
    tax: ['numeric', (line) => line.tax],
    secondary_tax: ['numeric', (line) => line.secondary_tax],
    total: ['numeric', (line) => line.total],
    taxable: ['boolean', (line) => line.taxable],
    bill_clio_id: ['text', (line) => line.bill?.id],
    activity_clio_id: ['text', (line) => line.activity?.id],
    matter_clio_id: ['text', (line) => line.matter?.id],
    user_clio_id: ['text', (line) => line.user?.id],
  },
});
