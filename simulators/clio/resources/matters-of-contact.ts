import type { ContactRow } from '../firm/people-rows.ts';
import { rowsByOwner } from '../firm/rows-by-owner.ts';
import type { MatterRow } from '../firm/work-rows.ts';

/** The matters whose client this contact is. */
export function mattersOf(contact: ContactRow): readonly MatterRow[] {
  const { rows } = contact.firm.tables.matters;
  return rowsByOwner(contact.firm, 'matters of clients', rows, ({ client }) => client).get(contact) ?? [];
}
