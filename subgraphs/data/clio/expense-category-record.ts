import { z } from 'zod';
import { currency, decimal, head, text } from './fields.ts';
import { minor } from './money.ts';
import { clioRecord } from './record.ts';

/** A kind of expense. Clio's list takes no `ids[]`. */
export const expenseCategoryRecord = clioRecord({
  entity: 'EXPENSE_CATEGORIES',
  table: 'expense_category',
  path: '/api/v4/expense_categories.json',
  order: 'id(asc)',
  byIds: false,
  fields: 'id,etag,name,description,entry_type,rate,created_at,updated_at,currency{id,code}',
  schema: z.object({
    ...head,
    name: text,
    description: text,
    entry_type: text,
    currency,
    rate: decimal,
  }),
  columns: {
    name: ['text', (category) => category.name],
    description: ['text', (category) => category.description],
    entry_type: ['text', (category) => category.entry_type],
    currency: ['text', (category) => category.currency?.code],
    rate_minor: ['bigint', (category) => minor(category, category.rate)],
  },
});
