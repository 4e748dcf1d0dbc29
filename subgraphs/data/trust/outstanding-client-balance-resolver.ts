import { Contact } from '../contact/contact.ts';
import { contactKind } from '../contact/contact-kind.ts';
import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { OutstandingClientBalance } from './outstanding-client-balance.ts';
import { outstandingClientBalanceKind } from './outstanding-client-balance-kind.ts';
import { outstandingClientBalanceList } from './outstanding-client-balance-list.ts';

export const outstandingClientBalanceResolvers = [
  firmList(
    'outstandingClientBalances',
    'What clients owe, the highest first unless asked otherwise.',
    outstandingClientBalanceList,
  ),
  ownedList(
    Contact,
    {
      name: 'outstandingBalances',
      description: 'What the client owes in all, one entry per currency.',
      column: 'contact_clio_id',
    },
    outstandingClientBalanceList,
  ),
  relation(OutstandingClientBalance, 'contact', contactKind, ({ contactClioId }) => contactClioId),
];

export const outstandingClientBalanceReference = reference(outstandingClientBalanceKind);
