import { z } from 'zod';
import { currencyCode, day, decimal, head, related, text } from './fields.ts';
import { minorOf } from './money.ts';
import { clioRecord } from './record.ts';

/** A movement on a bank account, trust accounts included. */
export const bankTransactionRecord = clioRecord({
  entity: 'BANK_TRANSACTIONS',
  table: 'bank_transaction',
  path: '/api/v4/bank_transactions.json',
  order: 'id(asc)',
  fields:
    'id,etag,type,transaction_type,amount,funds_in,funds_out,current_account_balance,currency,date,description,confirmation,source,clio_payments_transaction,created_at,updated_at,bank_account{id,name},matter{id,display_number},client{id,name},bill{id,number},allocation{id}',
  schema: z.object({
    ...head,
    type: text,
    transaction_type: text,
    currency: currencyCode,
    amount: decimal,
    funds_in: decimal,
    funds_out: decimal,
    current_account_balance: decimal,
    date: day,
    description: text,
    confirmation: text,
    source: text,
    bank_account: related,
    matter: related,
    client: related,
    bill: related,
    allocation: related,
  }),
  columns: {
    type: ['text', (transaction) => transaction.type],
    transaction_type: ['text', (transaction) => transaction.transaction_type],
    currency: ['text', (transaction) => transaction.currency],
    amount_minor: ['bigint', (transaction) => minorOf(transaction.currency, transaction.amount)],
    funds_in_minor: ['bigint', (transaction) => minorOf(transaction.currency, transaction.funds_in)],
    funds_out_minor: ['bigint', (transaction) => minorOf(transaction.currency, transaction.funds_out)],
    account_balance_minor: [
      'bigint',
      (transaction) => minorOf(transaction.currency, transaction.current_account_balance),
    ],
    date: ['date', (transaction) => transaction.date],
    description: ['text', (transaction) => transaction.description],
    confirmation: ['text', (transaction) => transaction.confirmation],
    source: ['text', (transaction) => transaction.source],
    bank_account_clio_id: ['text', (transaction) => transaction.bank_account?.id],
    matter_clio_id: ['text', (transaction) => transaction.matter?.id],
    client_clio_id: ['text', (transaction) => transaction.client?.id],
    bill_clio_id: ['text', (transaction) => transaction.bill?.id],
    allocation_clio_id: ['text', (transaction) => transaction.allocation?.id],
  },
});
