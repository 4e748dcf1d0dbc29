import type { CalendarEntryRow } from './office-rows.ts';

/** The single appointments of a series, one a week but for those taken out; an entry that is none stands for itself. */
export function occurrencesOf(entry: CalendarEntryRow): CalendarEntryRow[] {
  const { weeks, firm } = entry;
  if (weeks === null) return [entry];
  const day = firm.zone.dayOf(entry.startAt);
  const second = entry.startAt - firm.zone.epochSeconds(day, 0);
  const skipped = new Set(entry.skippedDays);
  const all = Array.from({ length: weeks }, (_, week) => {
    // By the wall clock: a weekly meeting at ten stays at ten when the clocks change.
    const startAt = firm.zone.epochSeconds(day + week * 7, second);
    return {
      ...entry,
      startAt,
      endAt: startAt + (entry.endAt - entry.startAt),
      occurrence: day + week * 7,
      series: entry,
    };
  });
  return all.filter(({ occurrence }) => !skipped.has(occurrence));
}
