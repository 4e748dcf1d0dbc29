import { rowsByOwner } from '../firm/rows-by-owner.ts';
import type { MatterRow, RelationshipRow } from '../firm/work-rows.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, one, type Shape } from './shape.ts';

export const relationshipShape: Shape = defineShape<RelationshipRow>(
  'Relationship',
  { ...recordFields('relationships'), description: ({ description }) => description },
  {
    contact: one<RelationshipRow>(named('Contact'), ({ contact }) => contact),
    matter: one<RelationshipRow>(named('Matter'), ({ matter }) => matter),
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
