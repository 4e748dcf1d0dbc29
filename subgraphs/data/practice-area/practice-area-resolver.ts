import { firmList } from '../listing/list-field.ts';
import { reference } from '../listing/relation.ts';
import { practiceAreaKind } from './practice-area-kind.ts';
import { practiceAreaList } from './practice-area-list.ts';

export const practiceAreaResolvers = [firmList('practiceAreas', "The firm's practice areas.", practiceAreaList)];

export const practiceAreaReference = reference(practiceAreaKind);
