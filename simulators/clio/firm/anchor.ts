import { daySeconds, parseDay } from './days.ts';
import type { TimeZone } from './time-zone.ts';

/** The end of a firm's generated history. */
export interface Anchor {
  /** The last day of the history: days since 1970-01-01. */
  today: number;
  /** Epoch seconds. No instant of the history is later. */
  asOf: number;
}

/**
 * Ends a firm's history at a moment, given in milliseconds, or at a day, given as `2026-03-02`.
 *
 * Readers ask for "this month" either in the firm's own zone or in UTC, and both must find data in it. So `today` is
 * the later of the two dates, and `asOf` the later of the two midnights that have already passed: whatever is paid or
 * entered "today" lies in the current day of both wherever that is possible, and never in the future.
 */
export function anchorAt(moment: number | string, zone: TimeZone): Anchor {
  if (typeof moment === 'string') {
    const today = parseDay(moment);
    if (today === undefined) throw new Error(`The day a firm's history ends must look like 2026-03-02, got ${moment}`);
    return { today, asOf: Math.max(today * daySeconds, zone.epochSeconds(today, 0)) };
  }
  const now = Math.floor(moment / 1000);
  const localDay = zone.dayOf(now);
  const utcDay = Math.floor(now / daySeconds);
  return {
    today: Math.max(localDay, utcDay),
    asOf: Math.max(utcDay * daySeconds, zone.epochSeconds(localDay, 0)),
  };
}
