import { nodeKind } from '../listing/node-kind.ts';
import { Contact, type ContactRow, toContact } from './contact.ts';

export const contactKind = nodeKind<ContactRow, Contact>({
  name: 'Contact',
  type: Contact,
  scope: 'contacts:read',
  idKind: 'contact',
  table: 'contact',
  columns: ['type', 'name', 'firstName', 'lastName', 'primaryEmailAddress', 'primaryPhoneNumber', 'isClient'],
  show: toContact,
});
