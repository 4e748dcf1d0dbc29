import { firmList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { practiceAreaKind } from '../practice-area/practice-area-kind.ts';
import { MatterStage } from './matter-stage.ts';
import { matterStageKind } from './matter-stage-kind.ts';
import { matterStageList } from './matter-stage-list.ts';

export const matterStageResolvers = [
  firmList('matterStages', "The stages that the firm's matters go through.", matterStageList),
  relation(MatterStage, 'practiceArea', practiceAreaKind, ({ practiceAreaClioId }) => practiceAreaClioId),
];

export const matterStageReference = reference(matterStageKind);
