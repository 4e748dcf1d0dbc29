import type { RegionName } from '../region.ts';

interface PeakHours {
  zone: string;
  /** Hours of the day by the zone's clock; `to` is the first one after the peak. */
  from: number;
  to: number;
}

const pacific: PeakHours = { zone: 'America/Los_Angeles', from: 4, to: 19 };

/** When the lower limit holds, Monday to Friday, as https://docs.developers.clio.com/api-docs/rate-limits has it. */
const peakHours: Readonly<Record<RegionName, PeakHours>> = {
  us: pacific,
  ca: pacific,
  // GMT the whole year round: no summer time.
  eu: { zone: 'UTC', from: 7, to: 22 },
  au: { zone: 'Australia/Sydney', from: 6, to: 21 },
};

const formats = new Map<string, Intl.DateTimeFormat>();
const hourMs = 3_600_000;
const known = new Map<RegionName, { hour: number; peak: boolean }>();

/** Whether it is a peak hour of the region. */
export function isPeak(region: RegionName, nowMs: number): boolean {
  // All zones here differ by whole hours, so the answer holds for the hour.
  const hour = Math.floor(nowMs / hourMs);
  const before = known.get(region);
  if (before?.hour === hour) return before.peak;
  const { zone, from, to } = peakHours[region];
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' });
    formats.set(zone, format);
  }
  const parts = new Map(format.formatToParts(hour * hourMs).map(({ type, value }) => [type, value]));
  const local = Number(parts.get('hour'));
  const peak = !['Sat', 'Sun'].includes(parts.get('weekday') ?? '') && local >= from && local < to;
  known.set(region, { hour, peak });
  return peak;
}
