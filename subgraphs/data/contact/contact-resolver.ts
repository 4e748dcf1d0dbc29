import { firmList } from '../listing/list-field.ts';
import { reference } from '../listing/relation.ts';
import { contactKind } from './contact-kind.ts';
import { contactList } from './contact-list.ts';

export const contactResolvers = [
  firmList('contacts', "The firm's contacts, by name unless asked otherwise.", contactList),
];

export const contactReference = reference(contactKind);
