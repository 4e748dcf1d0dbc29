import { nodeKind } from '../listing/node-kind.ts';
import { BankAccount, type BankAccountRow, toBankAccount } from './bank-account.ts';

export const bankAccountKind = nodeKind<BankAccountRow, BankAccount>({
  name: 'BankAccount',
  type: BankAccount,
  scope: 'trust:read',
  idKind: 'bankAccount',
  table: 'bank_account',
  columns: ['name', 'type', 'institution', 'balanceMinor', 'defaultAccount', 'currency'],
  show: toBankAccount,
});
