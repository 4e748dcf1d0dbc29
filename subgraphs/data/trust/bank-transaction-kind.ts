import { nodeKind } from '../listing/node-kind.ts';
import { BankTransaction, type BankTransactionRow, toBankTransaction } from './bank-transaction.ts';

export const bankTransactionKind = nodeKind<BankTransactionRow, BankTransaction>({
  name: 'BankTransaction',
  type: BankTransaction,
  scope: 'trust:read',
  idKind: 'bankTransaction',
  table: 'bank_transaction',
  columns: [
    'date',
    'amountMinor',
    'fundsInMinor',
    'fundsOutMinor',
    'accountBalanceMinor',
    'transactionType',
    'description',
    'confirmation',
    'source',
    'clioUpdatedAt',
    'currency',
    'bankAccountClioId',
    'matterClioId',
    'clientClioId',
    'billClioId',
  ],
  show: toBankTransaction,
});
