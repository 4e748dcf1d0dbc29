import { nodeKind } from '../listing/node-kind.ts';
import { Task, type TaskRow, toTask } from './task.ts';

export const taskKind = nodeKind<TaskRow, Task>({
  name: 'Task',
  type: Task,
  scope: 'matters:read',
  idKind: 'task',
  table: 'task',
  columns: [
    'name',
    'description',
    'status',
    'priority',
    'dueOn',
    'completedAt',
    'statuteOfLimitations',
    'taskTypeName',
    'assigneeName',
    'assigneeType',
    'clioUpdatedAt',
    'matterClioId',
    'assigneeClioId',
    'assignerClioId',
  ],
  shown: "permission is distinct from 'private'",
  show: toTask,
});
