import { z } from 'zod';
import { head, instant, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A kind of task. Types that are out of use stay in the list, with the time of their deletion. */
export const taskTypeRecord = clioRecord({
  entity: 'TASK_TYPES',
  table: 'task_type',
  path: '/api/v4/task_types.json',
  order: 'id(asc)',
  fields: 'id,etag,name,deleted_at,created_at,updated_at',
  schema: z.object({
    ...head,
    name: text,
    deleted_at: instant,
  }),
  deletedAt: (type) => type.deleted_at,
  columns: {
    name: ['text', (type) => type.name],
  },
});
