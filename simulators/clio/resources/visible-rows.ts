import type { ContactRow, UserRow } from '../firm/people-rows.ts';
import type { Row } from '../firm/rows.ts';
import { whileUnchanged } from '../firm/while-unchanged.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import { readField, type Shape } from './shape.ts';

/**
 * Whether someone who is kept to their own matters sees a record: their matters, the clients and parties of these, and
 * whatever belongs to one of these matters or to none.
 */
export function isVisibleTo(reader: UserRow, shape: Shape, row: Row): boolean {
  if (shape.name === 'Matter') return isOwn(reader, row as MatterRow);
  if (shape.name === 'Contact') return contactsOfOwnMatters(reader).has(row as ContactRow);
  const matters = shape.relations.has('matters')
    ? (readField(shape, row, 'matters') as readonly MatterRow[])
    : [readField(shape, row, 'matter') as MatterRow | null | undefined];
  return matters.every((matter) => !matter || isOwn(reader, matter));
}

function isOwn(reader: UserRow, { responsible, originating, staff }: MatterRow): boolean {
  return responsible === reader || originating === reader || staff === reader;
}

function contactsOfOwnMatters(reader: UserRow): ReadonlySet<ContactRow> {
  const { firm } = reader;
  return whileUnchanged(firm, `contacts of the matters of ${reader.id}`, () => {
    const clients = firm.tables.matters.rows.filter((matter) => isOwn(reader, matter)).map(({ client }) => client);
    const parties = firm.tables.relationships.rows.filter(({ matter }) => isOwn(reader, matter));
    return new Set([...clients, ...parties.map(({ contact }) => contact)]);
  });
}
