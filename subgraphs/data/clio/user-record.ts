import { z } from 'zod';
import { decimal, flag, head, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A user of the firm's Clio account. Clio never deletes one; it becomes `enabled: false`. */
export const userRecord = clioRecord({
  entity: 'USERS',
  table: 'timekeeper',
  path: '/api/v4/users.json',
  order: 'id(asc)',
  fields:
    'id,etag,name,first_name,last_name,initials,email,phone_number,enabled,account_owner,subscription_type,rate,roles,time_zone,created_at,updated_at',
  schema: z.object({
    ...head,
    name: text,
    first_name: text,
    last_name: text,
    initials: text,
    email: text,
    phone_number: text,
    enabled: flag,
    account_owner: flag,
    subscription_type: text,
    rate: decimal,
    time_zone: text,
  }),
  columns: {
    name: ['text', (user) => user.name],
    first_name: ['text', (user) => user.first_name],
    last_name: ['text', (user) => user.last_name],
    initials: ['text', (user) => user.initials],
    email: ['text', (user) => user.email],
    phone_number: ['text', (user) => user.phone_number],
    enabled: ['boolean', (user) => user.enabled],
    account_owner: ['boolean', (user) => user.account_owner],
    subscription_type: ['text', (user) => user.subscription_type],
    rate: ['numeric', (user) => user.rate],
    time_zone: ['text', (user) => user.time_zone],
  },
});
