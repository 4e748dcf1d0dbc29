import { Contact } from '../contact/contact.ts';
import { contactKind } from '../contact/contact-kind.ts';
import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { timekeeperKind } from '../timekeeper/timekeeper-kind.ts';
import { Note } from './note.ts';
import { noteKind } from './note-kind.ts';
import { noteList } from './note-list.ts';

export const noteResolvers = [
  firmList('notes', 'Notes on matters and contacts, newest first unless asked otherwise.', noteList),
  ownedList(Matter, { name: 'notes', description: 'Notes on the matter.', column: 'matter_clio_id' }, noteList),
  ownedList(Contact, { name: 'notes', description: 'Notes on the contact.', column: 'contact_clio_id' }, noteList),
  relation(Note, 'author', timekeeperKind, ({ authorClioId }) => authorClioId),
  relation(Note, 'matter', matterKind, ({ matterClioId }) => matterClioId),
  relation(Note, 'contact', contactKind, ({ contactClioId }) => contactClioId),
];

export const noteReference = reference(noteKind);
