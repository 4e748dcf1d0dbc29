import { nodeKind } from '../listing/node-kind.ts';
import { MatterStage, type MatterStageRow, toMatterStage } from './matter-stage.ts';

export const matterStageKind = nodeKind<MatterStageRow, MatterStage>({
  name: 'MatterStage',
  type: MatterStage,
  scope: 'matters:read',
  idKind: 'matterStage',
  table: 'matter_stage',
  columns: ['name', 'position', 'practiceAreaClioId'],
  show: toMatterStage,
});
