import { firmList } from '../listing/list-field.ts';
import { reference } from '../listing/relation.ts';
import { bankAccountKind } from './bank-account-kind.ts';
import { bankAccountList } from './bank-account-list.ts';

export const bankAccountResolvers = [firmList('bankAccounts', "The firm's bank accounts.", bankAccountList)];

export const bankAccountReference = reference(bankAccountKind);
