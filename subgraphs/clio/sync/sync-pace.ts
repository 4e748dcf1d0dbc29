import type { SyncJobRecord } from './sync-job-record.ts';

/** Marks are so far apart, and what is older than the horizon says nothing about the pace of now. */
const markEveryMs = 10_000;
const horizonMs = 120_000;
/** Clio counts its limit by the minute: within one of a pause the limit is what sets the pace. */
const limitedMs = 70_000;

type Paced = Pick<SyncJobRecord, 'requestsUsed' | 'pausedUntil' | 'pace'>;

/** The marks of a job's pace once it is in the given state: how many requests it had made when, and when Clio last made it wait. */
export function nextPace({ requestsUsed, pausedUntil, pace }: Paced, now: Date): NonNullable<SyncJobRecord['pace']> {
  const recent = (pace?.marks ?? []).filter(({ at }) => now.getTime() - Date.parse(at) <= horizonMs);
  const last = recent.at(-1);
  const due = !last || now.getTime() - Date.parse(last.at) >= markEveryMs;
  const limitedAt = pausedUntil ?? pace?.limitedAt;
  return {
    marks: due ? [...recent, { at: now.toISOString(), requests: requestsUsed }] : recent,
    ...(limitedAt ? { limitedAt } : {}),
  };
}

/**
 * Requests per second that the job makes at the time of its state; undefined while that cannot be said.
 *
 * While Clio's limit makes it wait it is the limit, whose bursts and pauses would mislead a measurement; else what was
 * measured over the last two minutes, and never more than the limit.
 */
export function requestsPerSecond({
  requestsUsed,
  requestsPerMinute,
  updatedAt,
  pace,
}: Paced & Pick<SyncJobRecord, 'requestsPerMinute' | 'updatedAt'>): number | undefined {
  const nowMs = Date.parse(updatedAt);
  const allowed = requestsPerMinute ? requestsPerMinute / 60 : undefined;
  if (allowed && pace?.limitedAt && nowMs - Date.parse(pace.limitedAt) < limitedMs) return allowed;
  const [oldest] = pace?.marks ?? [];
  const ms = oldest ? nowMs - Date.parse(oldest.at) : 0;
  const made = oldest ? requestsUsed - oldest.requests : 0;
  if (ms < markEveryMs || made <= 0) return allowed;
  return Math.min((made / ms) * 1000, allowed ?? Number.POSITIVE_INFINITY);
}
