import type { SyncEntityRecord, SyncJobRecord } from './sync-job-record.ts';
import { isOver } from './sync-job-record.ts';
import { requestsPerSecond } from './sync-pace.ts';

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
 */
export function secondsLeft(job: SyncJobRecord): number | null {
  if (isOver(job)) return 0;
  const perSecond = requestsPerSecond(job);
  if (!perSecond) return null;
  const counts = offered(job.entities).map(expected);
  if (counts.some((entity) => entity === undefined)) return null;
  const pages = counts
    .filter((entity) => entity !== undefined)
    .reduce((sum, { fetched, total }) => sum + Math.ceil(Math.max(total - fetched, 0) / pageSize), 0);
  const pagesLeft = pages + recentPagesLeft(job.entities);
  const pauseSeconds = job.pausedUntil ? (Date.parse(job.pausedUntil) - Date.parse(job.updatedAt)) / 1000 : 0;
  return Math.ceil(Math.max(pagesLeft / perSecond, pauseSeconds, 0));
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

/** Pages of the passes over recent rows that run now; how many there are is known from their first page on. */
function recentPagesLeft(entities: readonly SyncEntityRecord[]): number {
  return entities
    .filter(({ status, pass }) => status === 'RUNNING' && pass === 'RECENT')
    .reduce(
      (sum, { recent }) => sum + Math.ceil(Math.max((recent?.total ?? 0) - (recent?.fetched ?? 0), 0) / pageSize),
      0,
    );
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
