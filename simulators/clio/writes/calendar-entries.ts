import { notFound, unprocessable } from '../api/errors.ts';
import { parseDay } from '../firm/days.ts';
import type { CalendarEntryRow } from '../firm/office-rows.ts';
import type { Edit } from './edit.ts';
import { propertiesFrom } from './external-properties.ts';
import { assign, type Given, keep } from './given.ts';
import type { Writer } from './writer.ts';

/** Earlier dates are raised to this one. */
const earliest = Date.UTC(1900, 0, 1) / 1000;

/** `calendar_owner` is a calendar by its own id; a user's id there is 404. */
export const calendarEntryWriter: Writer<CalendarEntryRow> = {
  name: 'calendar_entries',

  create(given, edit) {
    given.require('summary', 'start_at', 'end_at', 'calendar_owner');
    const calendar = given.related('calendar_owner', edit.firm.tables.calendars);
    if (!calendar) throw unprocessable("calendar_owner can't be blank");
    const entry: CalendarEntryRow = {
      ...edit.newRow(),
      calendar,
      matter: null,
      summary: given.words('summary') ?? '',
      location: null,
      startAt: 0,
      endAt: 0,
      allDay: false,
      weeks: null,
      isPrivate: false,
      attendees: [],
    };
    apply(entry, given, edit);
    keep(entry, { description: given.text('description') ?? null });
    return edit.add('calendar_entries', entry);
  },

  update(entry, given, edit) {
    // Of an entry that is no series, or a series as a whole.
    if (given.word('_deleted', ['single', 'future']) !== undefined) {
      calendarEntryWriter.remove?.(entry, edit);
      return;
    }
    assign(entry, {
      calendar: given.related('calendar_owner', edit.firm.tables.calendars),
      summary: given.words('summary'),
    });
    apply(entry, given, edit);
    keep(entry, { description: given.text('description') });
  },

  remove(entry, edit) {
    for (const row of edit.firm.tables.calendar_entries.rows.filter(({ series }) => series === entry)) {
      edit.touch('calendar_entries', row);
      delete row.series;
    }
    edit.remove('calendar_entries', entry);
  },
};

function apply(entry: CalendarEntryRow, given: Given, { firm, now }: Edit): void {
  const raised = (name: string) => {
    const at = given.instant(name);
    return at === undefined ? undefined : Math.max(at, earliest);
  };
  assign(entry, {
    matter: given.relatedOrNone('matter', firm.tables.matters),
    location: given.text('location'),
    allDay: given.flag('all_day'),
    startAt: raised('start_at'),
    endAt: raised('end_at'),
  });
  if (entry.endAt < entry.startAt) throw unprocessable('end_at must not be before start_at');

  const rule = given.text('recurrence_rule');
  if (rule !== undefined) {
    // Only weekly series are spread out into their appointments; other rules are kept as they were written.
    const [, weeks, skipped] = /^(?:RRULE:)?FREQ=WEEKLY;COUNT=(\d{1,3})(?:\nEXDATE:([\d,]+))?$/.exec(rule ?? '') ?? [];
    entry.weeks = weeks === undefined ? null : Number(weeks);
    entry.skippedDays = (skipped ?? '').split(',').flatMap((text) => compactDay(text) ?? []);
    if (weeks === undefined) keep(entry, { recurrence_rule: rule });
  }
  applyAttendees(entry, given, firm.tables);
  if (given.has('external_properties')) {
    const { summary: name, properties = [] } = entry;
    entry.properties = propertiesFrom({ firm, name, properties }, given.data, now);
  }
}

/** Days since 1970 of `20260302`. */
export function compactDay(text: string): number | undefined {
  return parseDay(text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'));
}

/** Contacts come and go one by one; the owner of the calendar takes part anyway. */
function applyAttendees(entry: CalendarEntryRow, given: Given, tables: CalendarEntryRow['firm']['tables']): void {
  const attendees = new Set(entry.attendees);
  for (const item of given.items('attendees')) {
    const id = Number(item.data['id']);
    if (item.word('type', ['Contact', 'Calendar']) === 'Calendar') {
      if (!tables.calendars.find(id)) throw notFound();
      continue;
    }
    const contact = tables.contacts.find(id);
    if (!contact) throw notFound();
    if (item.flag('_destroy') === true || item.flag('_deleted') === true) attendees.delete(contact);
    else attendees.add(contact);
  }
  entry.attendees = [...attendees];
}
