import { z } from 'zod';
import { flag, head, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A calendar: of a user, of the whole account, or made for a purpose. Entries belong to calendars, not to users. */
export const calendarRecord = clioRecord({
  entity: 'CALENDARS',
  table: 'calendar',
  path: '/api/v4/calendars.json',
  order: 'id(asc)',
  fields: 'id,etag,name,type,color,visible,source,created_at,updated_at',
  schema: z.object({
    ...head,
    name: text,
    type: text,
    color: text,
    visible: flag,
  }),
  columns: {
    name: ['text', (calendar) => calendar.name],
    type: ['text', (calendar) => calendar.type],
    color: ['text', (calendar) => calendar.color],
    visible: ['boolean', (calendar) => calendar.visible],
  },
});
