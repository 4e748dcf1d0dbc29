import { z } from 'zod';
import { head, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A practice area; the names are the firm's own, `category` is one of Clio's. */
export const practiceAreaRecord = clioRecord({
  entity: 'PRACTICE_AREAS',
  table: 'practice_area',
  path: '/api/v4/practice_areas.json',
  order: 'id(asc)',
  fields: 'id,etag,name,code,category,created_at,updated_at',
  schema: z.object({
    ...head,
    name: text,
    code: text,
    category: text,
  }),
  columns: {
    name: ['text', (area) => area.name],
    code: ['text', (area) => area.code],
    category: ['text', (area) => area.category],
  },
});
