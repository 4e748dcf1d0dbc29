import { z } from 'zod';
import { asJson, day, head, instant, list, participant, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A logged email or phone call. */
export const communicationRecord = clioRecord({
  entity: 'COMMUNICATIONS',
  table: 'communication',
  path: '/api/v4/communications.json',
  order: 'id(asc)',
  fields:
    'id,etag,type,subject,body,date,received_at,time_entries_count,created_at,updated_at,matter{id,display_number},user{id,name},senders{id,type,name},receivers{id,type,name}',
  schema: z.object({
    ...head,
    type: text,
    subject: text,
    body: text,
    date: day,
    received_at: instant,
    matter: related,
    user: related,
    senders: list(participant),
    receivers: list(participant),
  }),
  columns: {
    type: ['text', (communication) => communication.type],
    subject: ['text', (communication) => communication.subject],
    body: ['text', (communication) => communication.body],
    date: ['date', (communication) => communication.date],
    received_at: ['timestamptz', (communication) => communication.received_at],
    matter_clio_id: ['text', (communication) => communication.matter?.id],
    user_clio_id: ['text', (communication) => communication.user?.id],
    senders: ['jsonb', (communication) => asJson(communication.senders)],
    receivers: ['jsonb', (communication) => asJson(communication.receivers)],
  },
});
