import { nodeKind } from '../listing/node-kind.ts';
import { Relationship, type RelationshipRow, toRelationship } from './relationship.ts';

export const relationshipKind = nodeKind<RelationshipRow, Relationship>({
  name: 'Relationship',
  type: Relationship,
  scope: 'contacts:read',
  idKind: 'relationship',
  table: 'relationship',
  columns: ['description', 'clioUpdatedAt', 'matterClioId', 'contactClioId'],
  show: toRelationship,
});
