import { unprocessable } from '../api/errors.ts';
import type { CalendarRow } from '../firm/office-rows.ts';
import { assign, keep } from './given.ts';
import type { Writer } from './writer.ts';

export const calendarWriter: Writer<CalendarRow> = {
  name: 'calendars',

  create(given, edit) {
    given.require('name');
    const calendar = edit.add<CalendarRow>('calendars', {
      ...edit.newRow(),
      name: given.words('name') ?? '',
      type: 'AdhocCalendar',
      owner: null,
      color: 0,
    });
    keep(calendar, { color: given.words('color'), visible: given.flag('visible') });
    return calendar;
  },

  update(calendar, given) {
    assign(calendar, { name: given.words('name') });
    keep(calendar, { color: given.words('color'), visible: given.flag('visible') });
  },

  /** Everyone keeps their own calendar, and the firm its; with any other its appointments go too. */
  remove(calendar, edit) {
    if (calendar.type !== 'AdhocCalendar') throw unprocessable('This calendar cannot be deleted');
    const { rows } = edit.firm.tables.calendar_entries;
    for (const entry of rows.filter((row) => row.calendar === calendar)) edit.remove('calendar_entries', entry);
    edit.remove('calendars', calendar);
  },
};
