import { z } from 'zod';
import { currency, day, decimal, flag, head, related, text } from './fields.ts';
import { minor } from './money.ts';
import { clioRecord } from './record.ts';

/**
 * Time and expenses. `quantity` is seconds for time (since Clio's version 4.0.4) and units for expenses, so hours are read
 * from the fields that say so.
 */
export const activityRecord = clioRecord({
  entity: 'ACTIVITIES',
  table: 'activity',
  path: '/api/v4/activities.json',
  order: 'id(asc)',
  fields:
    'id,etag,type,date,quantity,rounded_quantity,quantity_in_hours,rounded_quantity_in_hours,quantity_redacted,price,total,non_billable_total,non_billable,no_charge,flat_rate,contingency_fee,billed,on_bill,note,reference,tax_setting,created_at,updated_at,user{id,name},matter{id,display_number},bill{id,number},activity_description{id,name},expense_category{id,name},currency{id,code}',
  schema: z.object({
    ...head,
    type: text,
    date: day,
    quantity: decimal,
    rounded_quantity: decimal,
    quantity_in_hours: decimal,
    rounded_quantity_in_hours: decimal,
    quantity_redacted: flag,
    currency,
    price: decimal,
    total: decimal,
    non_billable_total: decimal,
    non_billable: flag,
    no_charge: flag,
    flat_rate: flag,
    contingency_fee: flag,
    billed: flag,
    on_bill: flag,
    note: text,
    reference: text,
    user: related,
    matter: related,
    bill: related,
    activity_description: related,
    expense_category: related,
  }),
  columns: {
    type: ['text', (activity) => activity.type],
    date: ['date', (activity) => activity.date],
    quantity: ['numeric', (activity) => activity.quantity],
    rounded_quantity: ['numeric', (activity) => activity.rounded_quantity],
    quantity_in_hours: ['numeric', (activity) => activity.quantity_in_hours],
    rounded_quantity_in_hours: ['numeric', (activity) => activity.rounded_quantity_in_hours],
    quantity_redacted: ['boolean', (activity) => activity.quantity_redacted],
    currency: ['text', (activity) => activity.currency?.code],
    price_minor: ['bigint', (activity) => minor(activity, activity.price)],
    total_minor: ['bigint', (activity) => minor(activity, activity.total)],
    non_billable_total_minor: ['bigint', (activity) => minor(activity, activity.non_billable_total)],
    non_billable: ['boolean', (activity) => activity.non_billable],
    no_charge: ['boolean', (activity) => activity.no_charge],
    flat_rate: ['boolean', (activity) => activity.flat_rate],
    contingency_fee: ['boolean', (activity) => activity.contingency_fee],
    billed: ['boolean', (activity) => activity.billed],
    on_bill: ['boolean', (activity) => activity.on_bill],
    note: ['text', (activity) => activity.note],
    reference: ['text', (activity) => activity.reference],
    user_clio_id: ['text', (activity) => activity.user?.id],
    matter_clio_id: ['text', (activity) => activity.matter?.id],
    bill_clio_id: ['text', (activity) => activity.bill?.id],
    activity_description_clio_id: ['text', (activity) => activity.activity_description?.id],
    activity_description_name: ['text', (activity) => activity.activity_description?.name],
    expense_category_clio_id: ['text', (activity) => activity.expense_category?.id],
    expense_category_name: ['text', (activity) => activity.expense_category?.name],
  },
});
