import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { CalendarEntry } from './calendar-entry.ts';
import { calendarEntryKind } from './calendar-entry-kind.ts';
import { calendarEntryList } from './calendar-entry-list.ts';

export const calendarEntryResolvers = [
  firmList('calendarEntries', "The firm's appointments, latest first unless asked otherwise.", calendarEntryList),
  ownedList(
    Matter,
    { name: 'calendarEntries', description: 'Appointments of the matter.', column: 'matter_clio_id' },
    calendarEntryList,
  ),
  relation(CalendarEntry, 'matter', matterKind, ({ matterClioId }) => matterClioId),
];

export const calendarEntryReference = reference(calendarEntryKind);
