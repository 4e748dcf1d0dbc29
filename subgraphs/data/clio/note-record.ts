import { z } from 'zod';
import { day, head, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** Clio lists notes by what they are about, one list for each: two entities, in one table. */
export const matterNoteRecord = noteRecord('MATTER_NOTES', 'Matter');
export const contactNoteRecord = noteRecord('CONTACT_NOTES', 'Contact');

function noteRecord(entity: 'MATTER_NOTES' | 'CONTACT_NOTES', regarding: 'Matter' | 'Contact') {
  return clioRecord({
    entity,
    table: 'note',
    part: `regarding = '${regarding}'`,
    path: '/api/v4/notes.json',
    order: 'id(asc)',
    query: { type: regarding },
    fields:
      'id,etag,type,subject,detail,detail_text_type,date,time_entries_count,created_at,updated_at,author{id,name},matter{id,display_number},contact{id,name}',
    schema: z.object({
      ...head,
      type: text,
      subject: text,
      detail: text,
      detail_text_type: text,
      date: day,
      author: related,
      matter: related,
      contact: related,
    }),
    columns: {
      regarding: ['text', (note) => note.type],
      subject: ['text', (note) => note.subject],
      detail: ['text', (note) => note.detail],
      detail_text_type: ['text', (note) => note.detail_text_type],
      date: ['date', (note) => note.date],
      author_clio_id: ['text', (note) => note.author?.id],
      matter_clio_id: ['text', (note) => note.matter?.id],
      contact_clio_id: ['text', (note) => note.contact?.id],
    },
  });
}
