import { nodeKind } from '../listing/node-kind.ts';
import { CalendarEntry, type CalendarEntryRow, toCalendarEntry } from './calendar-entry.ts';

export const calendarEntryKind = nodeKind<CalendarEntryRow, CalendarEntry>({
  name: 'CalendarEntry',
  type: CalendarEntry,
  scope: 'matters:read',
  idKind: 'calendarEntry',
  table: 'calendar_entry',
  columns: [
    'summary',
    'description',
    'location',
    'startAt',
    'endAt',
    'allDay',
    'recurrenceRule',
    'eventTypeName',
    'redacted',
    'attendees',
    'clioUpdatedAt',
    'matterClioId',
  ],
  show: toCalendarEntry,
});
