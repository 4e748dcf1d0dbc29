import { Contact } from '../contact/contact.ts';
import { contactKind } from '../contact/contact-kind.ts';
import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { Relationship } from './relationship.ts';
import { relationshipKind } from './relationship-kind.ts';
import { relationshipList } from './relationship-list.ts';

export const relationshipResolvers = [
  firmList('relationships', 'What contacts are to matters.', relationshipList),
  ownedList(
    Matter,
    { name: 'relationships', description: 'Contacts that have to do with the matter.', column: 'matter_clio_id' },
    relationshipList,
  ),
  ownedList(
    Contact,
    { name: 'relationships', description: 'Matters that the contact has to do with.', column: 'contact_clio_id' },
    relationshipList,
  ),
  relation(Relationship, 'matter', matterKind, ({ matterClioId }) => matterClioId),
  relation(Relationship, 'contact', contactKind, ({ contactClioId }) => contactClioId),
];

export const relationshipReference = reference(relationshipKind);
