import { z } from 'zod';
import { currencyCode, decimal, flag, head, related, text } from './fields.ts';
import { minorOf } from './money.ts';
import { clioRecord } from './record.ts';

/**
 * A bank account of the firm, operating or trust. Its numbers and codes at the bank are not asked for: nothing here needs them.
 */
export const bankAccountRecord = clioRecord({
  entity: 'BANK_ACCOUNTS',
  table: 'bank_account',
  path: '/api/v4/bank_accounts.json',
  order: 'id(asc)',
  fields:
    'id,etag,type,name,institution,currency,balance,default_account,controlled_account,created_at,updated_at,user{id,name}',
  schema: z.object({
    ...head,
    type: text,
    name: text,
    institution: text,
    currency: currencyCode,
    balance: decimal,
    default_account: flag,
    controlled_account: flag,
    user: related,
  }),
  columns: {
    type: ['text', (account) => account.type],
    name: ['text', (account) => account.name],
    institution: ['text', (account) => account.institution],
    currency: ['text', (account) => account.currency],
    balance_minor: ['bigint', (account) => minorOf(account.currency, account.balance)],
    default_account: ['boolean', (account) => account.default_account],
    controlled_account: ['boolean', (account) => account.controlled_account],
    user_clio_id: ['text', (account) => account.user?.id],
  },
});
