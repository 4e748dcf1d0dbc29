import { rowsByOwner } from '../firm/rows-by-owner.ts';
import type { MatterRow, RelationshipRow } from '../firm/work-rows.ts';
import { contactShape } from './contacts.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { matterShape } from './matters.ts';
import { recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, one, type Shape } from './shape.ts';

export const relationshipShape: Shape = defineShape<RelationshipRow>(
  'Relationship',
  { ...recordFields('relationships'), description: ({ description }) => description },
  {
    contact: one<RelationshipRow>(
      () => contactShape,
      ({ contact }) => contact,
    ),
    matter: one<RelationshipRow>(
      () => matterShape,
      ({ matter }) => matter,
    ),
  },
);

export function relationshipsOf(matter: MatterRow): readonly RelationshipRow[] {
  const { rows } = matter.firm.tables.relationships;
  return rowsByOwner(matter.firm, 'relationships of matters', rows, (row) => row.matter).get(matter) ?? [];
}

const on = filtersOn(() => relationshipShape);

/** Needs two permissions: that of the matters and that of the contacts. */
export const relationships: Resource = {
  name: 'relationships',
  shape: relationshipShape,
  limitMax: 200,
  permission: ['Matters', 'Contacts'],
  filters: { ...commonFilters, contact_id: on.related('contact'), matter_id: on.related('matter') },
  orders: undefined,
};
