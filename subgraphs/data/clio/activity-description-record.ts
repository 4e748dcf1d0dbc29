import { z } from 'zod';
import { currency, decimal, flag, head, text } from './fields.ts';
import { minor } from './money.ts';
import { clioRecord } from './record.ts';

/** A kind of work that time entries name, with a rate of its own where it has one. */
export const activityDescriptionRecord = clioRecord({
  entity: 'ACTIVITY_DESCRIPTIONS',
  table: 'activity_description',
  path: '/api/v4/activity_descriptions.json',
  order: undefined,
  fields:
    'id,etag,name,description,type,category_type,default,created_at,updated_at,rate{type,amount},currency{id,code}',
  schema: z.object({
    ...head,
    name: text,
    description: text,
    category_type: text,
    default: flag,
    currency,
    rate: z.object({ type: text, amount: decimal }).nullish(),
  }),
  columns: {
    name: ['text', (kind) => kind.name],
    description: ['text', (kind) => kind.description],
    category_type: ['text', (kind) => kind.category_type],
    is_default: ['boolean', (kind) => kind.default],
    currency: ['text', (kind) => kind.currency?.code],
    rate_type: ['text', (kind) => kind.rate?.type],
    // A rate of type User is that of whoever asks, not of the kind of work.
    rate_minor: ['bigint', (kind) => (kind.rate?.type === 'User' ? null : minor(kind, kind.rate?.amount))],
  },
});
