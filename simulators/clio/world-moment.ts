import type { StateFile } from './state-file.ts';

interface KeptMoment {
  /** ISO 8601. */
  until: string;
}

/**
 * The moment at which the firms' history ends: now, or an earlier start of this month when one is on file.
 *
 * The history is generated back from that moment. Keeping it means that a restart shows the same records, with which a
 * client's copy can go on; moving it with the month means that "this month" is never empty.
 */
export function worldMoment(file: StateFile<KeptMoment>, nowMs: number): number {
  const kept = Date.parse(file.read()?.until ?? '');
  if (kept <= nowMs && monthOf(kept) === monthOf(nowMs)) return kept;
  file.write({ until: new Date(nowMs).toISOString() });
  return nowMs;
}

function monthOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 7);
}
