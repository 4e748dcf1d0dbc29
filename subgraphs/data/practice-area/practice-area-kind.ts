import { nodeKind } from '../listing/node-kind.ts';
import { PracticeArea, type PracticeAreaRow, toPracticeArea } from './practice-area.ts';

export const practiceAreaKind = nodeKind<PracticeAreaRow, PracticeArea>({
  name: 'PracticeArea',
  type: PracticeArea,
  scope: 'matters:read',
  idKind: 'practiceArea',
  table: 'practice_area',
  columns: ['name', 'code', 'category'],
  show: toPracticeArea,
});
