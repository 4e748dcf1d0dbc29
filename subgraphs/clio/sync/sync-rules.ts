import { type ClioLimit, forecast } from './forecast.ts';
import type { SyncEntityRecord, SyncJobRecord } from './sync-job-record.ts';
import { isOver } from './sync-job-record.ts';
import { msPerPage, waitsUntilMs } from './sync-timing.ts';

/** The most that one page of Clio holds. */
const pageSize = 200;

/** 0–100 of one entity; null while its total is not known. */
export function entityPercent({ status, fetched, total, expected: guess }: SyncEntityRecord): number | null {
  if (status === 'COMPLETED') return 100;
  const known = total ?? (guess === undefined ? undefined : Math.max(guess, fetched));
  if (known === undefined) return null;
  return known === 0 ? 100 : Math.min(100, (fetched / known) * 100);
}

/** 0–100 of the whole job; null while a total is missing. Entities that the firm's Clio does not offer are left out. */
export function jobPercent({ status, entities }: SyncJobRecord): number | null {
  if (status === 'COMPLETED') return 100;
  const counts = offered(entities).map(expected);
  if (counts.some((entity) => entity === undefined)) return null;
  const known = counts.filter((entity) => entity !== undefined);
  const total = known.reduce((sum, entity) => sum + entity.total, 0);
  const fetched = known.reduce((sum, entity) => sum + entity.fetched, 0);
  if (total === 0) return isOver({ status }) ? 100 : 0;
  return Math.min(100, (fetched / total) * 100);
}

/**
 * Seconds until the job ends, rounded up; null while that cannot be said, 0 once it is over. Where Clio does not say how many
 * records there are, those that the copy held before count.
 *
 * @param now a job that waits for Clio is not written meanwhile: the time that has passed of such a wait is taken off.
 */
export function secondsLeft(job: SyncJobRecord, now: Date): number | null {
  if (isOver(job)) return 0;
  const pages = job.entities.filter(isOpen).map(pagesLeft);
  const known = pages.filter((count) => count !== undefined);
  const pageMs = msPerPage(job);
  if (known.length < pages.length || pageMs === undefined) return null;
  const writtenMs = Date.parse(job.updatedAt);
  const waitMs = waitsUntilMs(job) - writtenMs;
  const { startsInMs, endsInMs } = forecast({ pages: known, pageMs, waitMs, limit: limitOf(job) });
  const passedMs = Math.min(Math.max(now.getTime() - writtenMs, 0), startsInMs);
  return Math.ceil((endsInMs - passedMs) / 1000);
}

/** How long a job took, rounded up; null until it is over. */
export function durationSeconds({ startedAt, finishedAt }: SyncJobRecord): number | null {
  if (!finishedAt) return null;
  return Math.max(0, Math.ceil((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000));
}

/** What a job has done so far, over all its types. */
export function jobCounts({ entities }: SyncJobRecord): Record<(typeof counted)[number], number> {
  const sums = { fetched: 0, inserted: 0, changed: 0, unchanged: 0, deleted: 0, rejected: 0 };
  for (const entity of entities) for (const name of counted) sums[name] += entity[name];
  return sums;
}

const counted = ['fetched', 'inserted', 'changed', 'unchanged', 'deleted', 'rejected'] as const;

/** What Clio will let the job have: what is left of the window that runs, and what the job gets of each one. */
function limitOf({ requestsPerMinute, requestsUsed, updatedAt, timing }: SyncJobRecord): ClioLimit | undefined {
  if (!requestsPerMinute) return undefined;
  const { othersTake = 0, window } = timing ?? {};
  const ofWindow = window && {
    left: Math.max(0, Math.min(window.remaining, window.limit - othersTake - (requestsUsed - window.begunWith))),
    endsInMs: Date.parse(window.endsAt) - Date.parse(updatedAt),
  };
  return { requests: requestsPerMinute, othersTake, window: ofWindow };
}

/** Pages of a type that are missing; undefined where nobody knows. A pass over recent rows is known from its first page on. */
function pagesLeft(entity: SyncEntityRecord): number | undefined {
  const rows = expected(entity);
  if (!rows) return undefined;
  const recent = entity.pass === 'RECENT' ? (entity.recent?.total ?? 0) - (entity.recent?.fetched ?? 0) : 0;
  return Math.ceil(Math.max(rows.total - rows.fetched, 0) / pageSize) + Math.ceil(Math.max(recent, 0) / pageSize);
}

function isOpen({ status }: SyncEntityRecord): boolean {
  return status === 'QUEUED' || status === 'RUNNING';
}

function offered(entities: readonly SyncEntityRecord[]): SyncEntityRecord[] {
  return entities.filter(({ status }) => status !== 'UNAVAILABLE');
}

function expected(entity: SyncEntityRecord): { fetched: number; total: number } | undefined {
  const { status, fetched, total, expected: guess } = entity;
  if (status === 'COMPLETED') return { fetched, total: fetched };
  // A guess that was passed says nothing about what is left, but that a page may follow.
  if (total === undefined && guess !== undefined) return { fetched, total: Math.max(guess, fetched + 1) };
  return total === undefined ? undefined : { fetched: Math.min(fetched, total), total };
}
