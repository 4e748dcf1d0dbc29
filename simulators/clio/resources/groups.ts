import type { Row } from '../firm/rows.ts';
import type { GroupRow } from '../firm/setting-rows.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { constant, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, readField, type Shape } from './shape.ts';

// Groups have no created_at.
const { id, etag, updated_at } = recordFields('groups');

export const groupShape: Shape = defineShape<GroupRow>(
  'Group',
  { id, etag, name: ({ name }) => name, type: ({ type }) => type, client_connect_user: constant(false), updated_at },
  {
    users: many<GroupRow>(named('User'), ({ members }) => members),
  },
);

/** The group of everyone at the firm, which every matter and bill belongs to. */
export function accountGroup({ firm }: Row): GroupRow | undefined {
  return firm.tables.groups.rows[0];
}

const on = filtersOn(() => groupShape);

export const groups: Resource = {
  name: 'groups',
  shape: groupShape,
  limitMax: 200,
  permission: 'Users',
  filters: {
    ...commonFilters,
    archived: on.where((_, wanted) => wanted === 'false', ['true', 'false']),
    name: on.equal('name'),
    query: on.text('name'),
    type: on.words('type', { AccountGroup: 'AccountGroup', AdhocGroup: 'AdhocGroup', UserGroup: 'UserGroup' }),
    user_id: on.anyRelated('users'),
  },
  orders: { name: (row) => readField(groupShape, row, 'name') },
};
