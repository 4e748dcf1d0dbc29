import type { ApiCall } from '../api/call.ts';
import { notFound } from '../api/errors.ts';
import { writerOf } from '../api/fields.ts';
import { requireMatch } from '../api/if-match.ts';
import { Query } from '../api/query.ts';
import { requirePermission } from '../api/require-permission.ts';
import { restrictedReader } from '../api/restricted-reader.ts';
import { showRow } from '../api/show-record.ts';
import { viewOf } from '../api/view-of.ts';
import { occurrencesOf } from '../firm/occurrences.ts';
import type { CalendarEntryRow } from '../firm/office-rows.ts';
import { jsonType, type Reply } from '../http/exchange.ts';
import { calendarEntries, calendarEntryShape } from '../resources/calendar-entries.ts';
import { readField } from '../resources/shape.ts';
import { isVisibleTo } from '../resources/visible-rows.ts';
import { calendarEntryWriter, compactDay } from './calendar-entries.ts';
import { Edit } from './edit.ts';
import { Given } from './given.ts';
import { readData } from './read-data.ts';
import { releaseWritten } from './release-written.ts';

/** The id of one appointment of a series: that of the series, and the day. */
export const occurrenceId = /^(\d{1,15})_(\d{8})$/;

/**
 * `GET`, `PATCH` and `DELETE /api/v4/calendar_entries/{series}_{day}`: one appointment of a series. One that is changed
 * becomes an entry of its own, with an id of its own, which still names the series as its parent; one that is deleted
 * leaves the series, and the last one takes it along. `_deleted` in a PATCH deletes it too, `future` with all that follow;
 * the answer shows what was deleted.
 */
export async function answerOccurrence(call: ApiCall, id: string): Promise<Reply> {
  requirePermission(call, calendarEntries);
  const occurrence = occurrenceNamed(call, id);
  const { firm, grant, method, world } = call;
  const user = firm.tables.users.find(grant.userId);
  const etag = String(readField(calendarEntryShape, occurrence, 'etag'));
  switch (method) {
    case 'GET':
      return showRow(call, calendarEntries, occurrence);
    case 'PATCH': {
      const query = new Query(call.search);
      const write = writerOf(calendarEntryShape, query.text('fields'));
      const given = new Given(await readData(call.request), call.version);
      requireMatch(call.request, etag);
      const span = given.word('_deleted', ['single', 'future']);
      const entry = Edit.make(world, firm, user, (edit) => {
        if (span !== undefined) return cancel(occurrence, span, edit);
        takeOut(occurrence, edit);
        return edit.add('calendar_entries', changedAlone(occurrence, given, edit));
      });
      const headers = { ...jsonType, ETag: String(readField(calendarEntryShape, entry, 'etag')) };
      return { status: 200, headers, body: `{"data":${write(entry, viewOf(call, query))}}` };
    }
    case 'DELETE':
      Edit.make(world, firm, user, (edit) => cancel(occurrence, 'single', edit));
      return { status: 204 };
    default:
      throw notFound();
  }
}

/** Takes one appointment, or it and all that follow, out of its series; the last one takes the series along. */
function cancel(occurrence: CalendarEntryRow, span: 'single' | 'future', edit: Edit): CalendarEntryRow {
  const { series, occurrence: day = 0 } = occurrence;
  const later = series && span === 'future' ? occurrencesOf(series).filter((row) => (row.occurrence ?? 0) > day) : [];
  for (const row of [occurrence, ...later]) takeOut(row, edit);
  if (series && occurrencesOf(series).length === 0) calendarEntryWriter.remove?.(series, edit);
  return occurrence;
}

function occurrenceNamed(call: ApiCall, id: string): CalendarEntryRow {
  const [, series, day = ''] = occurrenceId.exec(id) ?? [];
  const entry = call.firm.tables.calendar_entries.find(Number(series));
  const reader = restrictedReader(call);
  const occurrence = entry && occurrencesOf(entry).find((row) => row.occurrence === compactDay(day));
  if (occurrence?.occurrence === undefined) throw notFound();
  if (reader && !isVisibleTo(reader, calendarEntryShape, occurrence)) throw notFound();
  return occurrence;
}

/** Gives the series, which has one appointment less. */
function takeOut({ series, occurrence }: CalendarEntryRow, edit: Edit): CalendarEntryRow {
  if (!series || occurrence === undefined) throw notFound();
  edit.touch('calendar_entries', series);
  series.skippedDays = [...(series.skippedDays ?? []), occurrence].sort((left, right) => left - right);
  return series;
}

function changedAlone(occurrence: CalendarEntryRow, given: Given, edit: Edit): CalendarEntryRow {
  const { occurrence: _, skippedDays: __, ...values } = occurrence;
  const entry: CalendarEntryRow = {
    ...values,
    ...edit.newRow(),
    weeks: null,
    // Of its own, so that what is written here does not change the series.
    overrides: values.overrides && new Map(values.overrides),
  };
  releaseWritten(entry, given);
  calendarEntryWriter.update?.(entry, given, edit);
  return entry;
}
