import { nodeKind } from '../listing/node-kind.ts';
import { Group, type GroupRow, toGroup } from './group.ts';

export const groupKind = nodeKind<GroupRow, Group>({
  name: 'Group',
  type: Group,
  scope: 'matters:read',
  idKind: 'group',
  table: 'user_group',
  columns: ['name', 'type', 'userClioIds'],
  show: toGroup,
});
