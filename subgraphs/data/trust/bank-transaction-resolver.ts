import { billKind } from '../bill/bill-kind.ts';
import { contactKind } from '../contact/contact-kind.ts';
import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { BankAccount } from './bank-account.ts';
import { bankAccountKind } from './bank-account-kind.ts';
import { BankTransaction } from './bank-transaction.ts';
import { bankTransactionKind } from './bank-transaction-kind.ts';
import { bankTransactionList } from './bank-transaction-list.ts';

export const bankTransactionResolvers = [
  firmList(
    'bankTransactions',
    "Movements on the firm's bank accounts, newest first unless asked otherwise.",
    bankTransactionList,
  ),
  ownedList(
    Matter,
    { name: 'bankTransactions', description: 'Movements for the matter, trust included.', column: 'matter_clio_id' },
    bankTransactionList,
  ),
  ownedList(
    BankAccount,
    { name: 'transactions', description: 'Movements on the account.', column: 'bank_account_clio_id' },
    bankTransactionList,
  ),
  relation(BankTransaction, 'bankAccount', bankAccountKind, ({ bankAccountClioId }) => bankAccountClioId),
  relation(BankTransaction, 'matter', matterKind, ({ matterClioId }) => matterClioId),
  relation(BankTransaction, 'client', contactKind, ({ clientClioId }) => clientClioId),
  relation(BankTransaction, 'bill', billKind, ({ billClioId }) => billClioId),
];

export const bankTransactionReference = reference(bankTransactionKind);
