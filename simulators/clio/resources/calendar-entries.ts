import { dayText } from '../firm/days.ts';
import { occurrencesOf } from '../firm/occurrences.ts';
import type { CalendarEntryRow } from '../firm/office-rows.ts';
import type { Row } from '../firm/rows.ts';
import { calendarOf } from './calendars.ts';
import { contactName } from './contacts.ts';
import { externalProperties, externalPropertyFilters } from './external-properties.ts';
import { commonFilters, filtersOn, flagWithoutEffect, parseInstant, sameWords } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { constant, recordFields } from './record-fields.ts';
import { entriesCount, timeEntries } from './recorded-for.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, never, noneOf, one, type Shape } from './shape.ts';
import type { View } from './view.ts';

const { id: _, ...record } = recordFields('calendar_entries');

/** Private entries on someone else's calendar show when they are and nothing about what. */
const hidden = ({ isPrivate, calendar }: CalendarEntryRow, { redacts, reader }: View) =>
  isPrivate && redacts.has('private entries') && calendar.owner !== reader;

const unlessHidden =
  <Value>(read: (row: CalendarEntryRow) => Value) =>
  (row: CalendarEntryRow, view: View) =>
    hidden(row, view) ? null : read(row);

export const calendarEntryShape: Shape = defineShape<CalendarEntryRow>(
  'CalendarEntry',
  {
    ...record,
    // A text, where every other record has a number; those of a series carry the day of the occurrence.
    id: ({ id, occurrence }) =>
      occurrence === undefined ? String(id) : `${id}_${dayText(occurrence).replaceAll('-', '')}`,
    summary: unlessHidden(({ summary }) => summary),
    description: unlessHidden(({ location }) => (location === null ? null : `At ${location}`)),
    location: unlessHidden(({ location }) => location),
    start_at: ({ firm, startAt }) => firm.zone.format(startAt),
    end_at: ({ firm, endAt }) => firm.zone.format(endAt),
    start_date: ({ firm, startAt }) => dayText(firm.zone.dayOf(startAt)),
    end_date: ({ firm, endAt, allDay }) => dayText(firm.zone.dayOf(allDay ? endAt - 1 : endAt)),
    start_time: ({ firm, startAt, allDay }) => (allDay ? null : clockTime(firm.zone.format(startAt))),
    end_time: ({ firm, endAt, allDay }) => (allDay ? null : clockTime(firm.zone.format(endAt))),
    start_at_time_zone: ({ firm }) => firm.zone.name,
    all_day: ({ allDay }) => allDay,
    calendar_owner_id: ({ calendar }) => calendar.id,
    recurrence_rule: ({ weeks, skippedDays = [] }) => {
      if (weeks === null) return null;
      const skipped = skippedDays.map((day) => dayText(day).replaceAll('-', '')).join(',');
      return `FREQ=WEEKLY;COUNT=${weeks}${skipped === '' ? '' : `\nEXDATE:${skipped}`}`;
    },
    parent_calendar_entry_id: ({ series }) => series?.id ?? null,
    permission: constant('owner'),
    court_rule: constant(false),
    redacted: hidden,
    time_entries_count: entriesCount,
  },
  {
    attendees: many<CalendarEntryRow>(nested('Attendee'), (row, view) => (hidden(row, view) ? [] : attendees(row))),
    calendar_entry_event_type: never(nested('CalendarEntryEventType')),
    calendar_owner: one<CalendarEntryRow>(named('Calendar'), ({ calendar }) => calendar),
    calendars: many<CalendarEntryRow>(named('Calendar'), ({ calendar }) => [calendar]),
    conference_meeting: never(nested('ConferenceMeeting')),
    external_properties: externalProperties,
    matter: one<CalendarEntryRow>(
      named('Matter'),
      unlessHidden(({ matter }) => matter),
    ),
    matter_docket: never(nested('MatterDocket')),
    parent_calendar_entry: one<CalendarEntryRow>(named('CalendarEntry'), (row) => row.series),
    reminders: noneOf(nested('Reminder')),
    time_entries: timeEntries,
  },
);

/** Whoever owns the calendar, by the calendar's id, and the contacts by their own. */
function attendees({ calendar, attendees: contacts, firm }: CalendarEntryRow): object[] {
  const own = calendar.owner && calendarOf(calendar.owner);
  const at = (seconds: number) => firm.zone.format(seconds);
  return [
    ...(own
      ? [
          {
            id: own.id,
            type: 'Calendar',
            name: own.name,
            email: own.owner?.email,
            enabled: own.owner?.leftDay === null,
            at: own.createdAt,
          },
        ]
      : []),
    ...contacts.map((contact) => ({
      id: contact.id,
      type: 'Contact',
      name: contactName(contact),
      email: contact.email,
      enabled: null,
      at: contact.createdAt,
    })),
  ].map(({ at: createdAt, ...shown }) => ({
    ...shown,
    etag: null,
    created_at: at(createdAt),
    updated_at: at(createdAt),
  }));
}

/** `10:00 AM` of `2026-10-16T10:00:00-07:00`. */
function clockTime(instant: string): string {
  const hour = Number(instant.slice(11, 13));
  return `${hour % 12 || 12}:${instant.slice(14, 16)} ${hour < 12 ? 'AM' : 'PM'}`;
}

const on = filtersOn(() => calendarEntryShape);

export const calendarEntries: Resource = {
  name: 'calendar_entries',
  shape: calendarEntryShape,
  limitMax: 200,
  permission: 'Calendars',
  derived: (query, rows) =>
    query.text('expanded') === 'true' ? (rows as readonly CalendarEntryRow[]).flatMap(occurrencesOf) : undefined,
  filters: {
    ...commonFilters,
    calendar_id: on.related('calendar_owner'),
    expanded: flagWithoutEffect,
    ...externalPropertyFilters,
    from: (values, parameter) => {
      const from = parseInstant(values.at(-1) ?? '', parameter);
      return (row: Row) => (row as CalendarEntryRow).endAt >= from;
    },
    has_court_rule: on.boolean('court_rule'),
    is_all_day: on.boolean('all_day'),
    matter_id: on.related('matter'),
    owner_entries_across_all_users: on.where(() => true, ['true', 'false']),
    query: on.text('summary', 'description', 'location'),
    source: on.words('source', sameWords(['web', 'mobile'])),
    to: (values, parameter) => {
      const to = parseInstant(values.at(-1) ?? '', parameter);
      return (row: Row) => (row as CalendarEntryRow).startAt <= to;
    },
    visible: on.where(() => true, ['true', 'false']),
  },
  orders: undefined,
};
