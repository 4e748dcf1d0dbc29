import { z } from 'zod';
import { day, flag, head, instant, participant, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A task. `due_at` is a day; the priority's case differs between Clio's documents and its answers. */
export const taskRecord = clioRecord({
  entity: 'TASKS',
  table: 'task',
  path: '/api/v4/tasks.json',
  order: 'id(asc)',
  fields:
    'id,etag,name,description,status,priority,permission,due_at,completed_at,statute_of_limitations,time_estimated,time_entries_count,created_at,updated_at,assignee{id,type,name},assigner{id,name},matter{id,display_number},task_type{id,name}',
  schema: z.object({
    ...head,
    name: text,
    description: text,
    status: text,
    priority: text,
    permission: text,
    due_at: day,
    completed_at: instant,
    statute_of_limitations: flag,
    assignee: participant,
    assigner: related,
    matter: related,
    task_type: related,
  }),
  columns: {
    name: ['text', (task) => task.name],
    description: ['text', (task) => task.description],
    status: ['text', (task) => task.status?.toLowerCase()],
    priority: ['text', (task) => task.priority?.toLowerCase()],
    permission: ['text', (task) => task.permission],
    due_on: ['date', (task) => task.due_at],
    completed_at: ['timestamptz', (task) => task.completed_at],
    statute_of_limitations: ['boolean', (task) => task.statute_of_limitations],
    assignee_clio_id: ['text', (task) => task.assignee?.id],
    assignee_type: ['text', (task) => task.assignee?.type],
    assignee_name: ['text', (task) => task.assignee?.name],
    assigner_clio_id: ['text', (task) => task.assigner?.id],
    matter_clio_id: ['text', (task) => task.matter?.id],
    task_type_clio_id: ['text', (task) => task.task_type?.id],
    task_type_name: ['text', (task) => task.task_type?.name],
  },
});
