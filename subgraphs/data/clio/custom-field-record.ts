import { z } from 'zod';
import { asJson, clioId, flag, head, instant, integer, list, text } from './fields.ts';
import { clioRecord } from './record.ts';

const picklistOption = z.object({ id: clioId.nullish(), option: text, deleted_at: instant });

/** What a custom field is; its values come with the matters and contacts. Fields that are out of use are not listed. */
export const customFieldRecord = clioRecord({
  entity: 'CUSTOM_FIELDS',
  table: 'custom_field',
  path: '/api/v4/custom_fields.json',
  order: 'id(asc)',
  fields:
    'id,etag,name,parent_type,field_type,required,displayed,display_order,deleted,created_at,updated_at,picklist_options{id,option,deleted_at}',
  schema: z.object({
    ...head,
    name: text,
    parent_type: text,
    field_type: text,
    required: flag,
    displayed: flag,
    display_order: integer,
    picklist_options: list(picklistOption),
  }),
  columns: {
    name: ['text', (field) => field.name],
    parent_type: ['text', (field) => field.parent_type],
    field_type: ['text', (field) => field.field_type],
    required: ['boolean', (field) => field.required],
    displayed: ['boolean', (field) => field.displayed],
    display_order: ['integer', (field) => field.display_order],
    picklist_options: ['jsonb', (field) => asJson(field.picklist_options)],
  },
});
