import { Contact } from '../contact/contact.ts';
import { contactKind } from '../contact/contact-kind.ts';
import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { Document } from './document.ts';
import { documentKind } from './document-kind.ts';
import { documentList } from './document-list.ts';
import { folderKind } from './folder-kind.ts';

export const documentResolvers = [
  firmList('documents', "The firm's documents, last changed first unless asked otherwise.", documentList),
  ownedList(
    Matter,
    { name: 'documents', description: 'Documents of the matter.', column: 'matter_clio_id' },
    documentList,
  ),
  ownedList(
    Contact,
    { name: 'documents', description: 'Documents of the contact.', column: 'contact_clio_id' },
    documentList,
  ),
  relation(
    Document,
    'folder',
    folderKind,
    ({ parentType, parentClioId }) => (parentType === 'Folder' ? parentClioId : null),
    'The folder that it lies in.',
  ),
  relation(Document, 'matter', matterKind, ({ matterClioId }) => matterClioId),
  relation(Document, 'contact', contactKind, ({ contactClioId }) => contactClioId),
];

export const documentReference = reference(documentKind);
