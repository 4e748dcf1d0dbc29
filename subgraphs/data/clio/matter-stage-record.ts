import { z } from 'zod';
import { clioId, head, integer, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A stage that matters of a practice area go through. `practice_area_id` is a text here and a number elsewhere. */
export const matterStageRecord = clioRecord({
  entity: 'MATTER_STAGES',
  table: 'matter_stage',
  path: '/api/v4/matter_stages.json',
  order: undefined,
  fields: 'id,etag,name,order,practice_area_id,created_at,updated_at',
  schema: z.object({
    ...head,
    name: text,
    order: integer,
    practice_area_id: clioId.nullish(),
  }),
  columns: {
    name: ['text', (stage) => stage.name],
    position: ['integer', (stage) => stage.order],
    practice_area_clio_id: ['text', (stage) => stage.practice_area_id],
  },
});
