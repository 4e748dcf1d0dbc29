import type { ContactRow } from '../firm/people-rows.ts';
import type { Row } from '../firm/rows.ts';
import { contactShape } from './contacts.ts';
import { commonFilters } from './filters.ts';
import type { Resource } from './resource.ts';
import { defineShape, readField, type Shape } from './shape.ts';

/** An address of mail or a number of a contact, as a row of a list of its own. */
interface PartRow extends Row {
  part: Readonly<Record<string, unknown>>;
}

const partShape = (name: string, ...fields: readonly string[]): Shape =>
  defineShape<PartRow>(name, Object.fromEntries(fields.map((field) => [field, ({ part }) => part[field] ?? null])));

const partList = (shape: Shape): Resource => ({
  name: 'contacts',
  shape,
  limitMax: 200,
  permission: 'Contacts',
  filters: commonFilters,
  orders: undefined,
});

export const contactParts: Readonly<Record<string, Resource>> = {
  email_addresses: partList(
    partShape('EmailAddress', 'id', 'etag', 'name', 'address', 'primary', 'created_at', 'updated_at'),
  ),
  phone_numbers: partList(
    partShape('PhoneNumber', 'id', 'etag', 'name', 'number', 'primary', 'created_at', 'updated_at'),
  ),
};

/** In ascending order of id. */
export function partsOf(contact: ContactRow, list: string): Row[] {
  const parts = (readField(contactShape, contact, list) ?? []) as readonly { readonly id: number }[];
  return parts
    .map((part): PartRow => ({ ...contact, overrides: undefined, id: part.id, part: { ...part } }))
    .sort((left, right) => left.id - right.id);
}
