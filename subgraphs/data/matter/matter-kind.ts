import { nodeKind } from '../listing/node-kind.ts';
import { Matter, type MatterRow, toMatter } from './matter.ts';

export const matterKind = nodeKind<MatterRow, Matter>({
  name: 'Matter',
  type: Matter,
  scope: 'matters:read',
  idKind: 'matter',
  table: 'matter',
  columns: [
    'displayNumber',
    'description',
    'status',
    'openDate',
    'closeDate',
    'pendingDate',
    'billable',
    'billingMethod',
    'clientReference',
    'location',
    'practiceAreaName',
    'clioCreatedAt',
    'clioUpdatedAt',
    'requestedAt',
    'clientClioId',
    'responsibleAttorneyClioId',
    'originatingAttorneyClioId',
    'practiceAreaClioId',
    'matterStageClioId',
    'currency',
  ],
  show: toMatter,
});
