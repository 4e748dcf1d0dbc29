import { Contact } from '../contact/contact.ts';
import { contactKind } from '../contact/contact-kind.ts';
import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Bill } from './bill.ts';
import { billKind } from './bill-kind.ts';
import { billList } from './bill-list.ts';

export const billResolvers = [
  firmList('bills', "The firm's bills, last issued first unless asked otherwise.", billList),
  ownedList(Contact, { name: 'bills', description: 'Bills to the client.', column: 'client_clio_id' }, billList),
  relation(Bill, 'client', contactKind, ({ clientClioId }) => clientClioId),
];

export const billReference = reference(billKind);
