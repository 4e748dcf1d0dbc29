import { z } from 'zod';
import { asJson, clioId, flag, head, instant, list, participant, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** An appointment; its id is a string. A series is one row with its rule. What is private has `redacted` and no words. */
export const calendarEntryRecord = clioRecord({
  entity: 'CALENDAR_ENTRIES',
  table: 'calendar_entry',
  path: '/api/v4/calendar_entries.json',
  order: undefined,
  fields:
    'id,etag,summary,description,location,start_at,end_at,all_day,recurrence_rule,court_rule,redacted,parent_calendar_entry_id,start_at_time_zone,created_at,updated_at,calendar_owner{id,name},calendar_entry_event_type{id,name},matter{id,display_number},attendees{id,type,name}',
  schema: z.object({
    ...head,
    summary: text,
    description: text,
    location: text,
    start_at: instant,
    end_at: instant,
    all_day: flag,
    recurrence_rule: text,
    court_rule: flag,
    redacted: flag,
    parent_calendar_entry_id: clioId.nullish(),
    calendar_owner: related,
    calendar_entry_event_type: related,
    matter: related,
    attendees: list(participant),
  }),
  columns: {
    summary: ['text', (entry) => entry.summary],
    description: ['text', (entry) => entry.description],
    location: ['text', (entry) => entry.location],
    start_at: ['timestamptz', (entry) => entry.start_at],
    end_at: ['timestamptz', (entry) => entry.end_at],
    all_day: ['boolean', (entry) => entry.all_day],
    recurrence_rule: ['text', (entry) => entry.recurrence_rule],
    court_rule: ['boolean', (entry) => entry.court_rule],
    redacted: ['boolean', (entry) => entry.redacted],
    parent_clio_id: ['text', (entry) => entry.parent_calendar_entry_id],
    calendar_clio_id: ['text', (entry) => entry.calendar_owner?.id],
    event_type_clio_id: ['text', (entry) => entry.calendar_entry_event_type?.id],
    event_type_name: ['text', (entry) => entry.calendar_entry_event_type?.name],
    matter_clio_id: ['text', (entry) => entry.matter?.id],
    attendees: ['jsonb', (entry) => asJson(entry.attendees)],
  },
});
