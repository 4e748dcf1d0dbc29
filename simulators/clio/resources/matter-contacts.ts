import type { ContactRow } from '../firm/people-rows.ts';
import type { Row } from '../firm/rows.ts';
import type { MatterRow, RelationshipRow } from '../firm/work-rows.ts';
import { contactShape } from './contacts.ts';
import { nested } from './nested-shapes.ts';
import { relationshipsOf } from './relationships.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, never, one, type Relation, readField, type Shape } from './shape.ts';

/** A contact as one matter knows it: the client, or someone with a relationship to the matter. */
export interface MatterContactRow extends Row {
  contact: ContactRow;
  matter: MatterRow;
  relationship: RelationshipRow | null;
}

const people = [
  'type',
  'name',
  'prefix',
  'first_name',
  'middle_name',
  'last_name',
  'initials',
  'title',
  'client_connect_user_id',
  'primary_email_address',
  'primary_phone_number',
];
const places = ['addresses', 'avatar', 'company', 'email_addresses', 'phone_numbers', 'web_sites'];
const more = ['custom_field_values', 'primary_address', 'primary_web_site', 'secondary_address'];

const read = (field: string) => (row: MatterContactRow) => readField(contactShape, row.contact, field);
const fields = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, read(name)]));

/** Relations of the contact, under the same names. */
function relations(...names: readonly string[]): Record<string, Relation> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const relation = contactShape.relations.get(name);
      if (!relation) return [];
      const through: Relation['read'] = (row, view) => relation.read((row as MatterContactRow).contact as never, view);
      return [[name, { ...relation, read: through }]];
    }),
  );
}

const isClient = ({ relationship }: MatterContactRow) => relationship === null;
const times = {
  created_at: ({ firm, createdAt }: MatterContactRow) => firm.zone.format(createdAt),
  updated_at: ({ firm, updatedAt }: MatterContactRow) => firm.zone.format(updatedAt),
};

export const clientShape: Shape = defineShape<MatterContactRow>(
  'Client',
  { id: ({ contact }) => contact.id, ...fields(...people, 'date_of_birth'), ...times, is_matter_client: isClient },
  relations(...places),
);

export const matterContactShape: Shape = defineShape<MatterContactRow>(
  'MatterContacts',
  {
    id: ({ contact }) => contact.id,
    ...fields('etag', ...people, 'is_client', 'secondary_email_address', 'secondary_phone_number'),
    ...times,
    contact_created_at: read('created_at'),
    contact_updated_at: read('updated_at'),
    description: ({ relationship }) => relationship?.description ?? 'Client',
    relationship_name: ({ relationship }) => relationship?.description ?? 'Client',
    matter_id: ({ matter }) => matter.id,
    matter_number: ({ matter }) => String(matter.number),
  },
  {
    ...relations(...places, ...more),
    relationship: one<MatterContactRow>(named('Relationship'), ({ relationship }) => relationship),
    secondary_web_site: never(nested('WebSite')),
  },
);

export const relatedContactShape: Shape = defineShape<MatterContactRow>(
  'RelatedContacts',
  {
    id: ({ id }) => id,
    contact_id: ({ contact }) => contact.id,
    ...fields(...people),
    ...times,
    is_matter_client: isClient,
  },
  {
    ...relations(...places, ...more),
    relationship: one<MatterContactRow>(named('Relationship'), ({ relationship }) => relationship),
    secondary_web_site: never(nested('WebSite')),
  },
);

/** The client and everyone with a relationship, by the contacts' ids; each contact once. */
export function contactsOf(matter: MatterRow): MatterContactRow[] {
  const rows = new Map([[matter.client.id, clientOf(matter)]]);
  for (const related of relatedContactsOf(matter)) {
    const { contact } = related;
    if (!rows.has(contact.id)) rows.set(contact.id, { ...related, id: contact.id });
  }
  return [...rows.values()].sort((left, right) => left.id - right.id);
}

export function clientOf(matter: MatterRow): MatterContactRow {
  return { ...matter.client, contact: matter.client, matter, relationship: null };
}

/** By the ids of the relationships. */
export function relatedContactsOf(matter: MatterRow): MatterContactRow[] {
  return relationshipsOf(matter).map((relationship) => ({ ...relationship, relationship }));
}

export const matterContacts: Resource = {
  name: 'contacts',
  shape: matterContactShape,
  limitMax: 200,
  permission: ['Matters', 'Contacts'],
  defaultOrder: 'is_client(asc)',
  filters: {},
  orders: { is_client: (row) => isClient(row as MatterContactRow) },
};

export const relatedContacts: Resource = {
  name: 'relationships',
  shape: relatedContactShape,
  limitMax: 200,
  permission: ['Matters', 'Contacts'],
  filters: {},
  orders: { 'contact.name': (row) => read('name')(row as MatterContactRow) },
};

export const matterClient: Resource = { ...relatedContacts, name: 'contacts', shape: clientShape };
