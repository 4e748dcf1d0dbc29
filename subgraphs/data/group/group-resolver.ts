import { firmList } from '../listing/list-field.ts';
import { reference } from '../listing/relation.ts';
import { groupKind } from './group-kind.ts';
import { groupList } from './group-list.ts';

export const groupResolvers = [firmList('groups', "The firm's groups of users.", groupList)];

export const groupReference = reference(groupKind);
