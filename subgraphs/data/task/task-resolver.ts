import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { timekeeperKind } from '../timekeeper/timekeeper-kind.ts';
import { Task } from './task.ts';
import { taskKind } from './task-kind.ts';
import { taskList } from './task-list.ts';

export const taskResolvers = [
  firmList('tasks', "The firm's tasks, those that are due first unless asked otherwise.", taskList),
  ownedList(Matter, { name: 'tasks', description: 'Tasks of the matter.', column: 'matter_clio_id' }, taskList),
  relation(Task, 'matter', matterKind, ({ matterClioId }) => matterClioId),
  relation(
    Task,
    'assignee',
    timekeeperKind,
    ({ assigneeClioId, assigneeType }) => (assigneeType === 'User' ? assigneeClioId : null),
    'The user who is to do it; null where it is a contact.',
  ),
  relation(Task, 'assigner', timekeeperKind, ({ assignerClioId }) => assignerClioId, 'Who gave it.'),
];

export const taskReference = reference(taskKind);
