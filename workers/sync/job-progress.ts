import type { SyncEntityRecord, SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { type SeenWindow, seeWindow } from '@smarterfirms/clio/sync-timing';
import type { Checkpoint } from '@smarterfirms/data/checkpoint';
import { newEvent } from '@smarterfirms/platform/events';
import type { SyncEntityType } from '@smarterfirms/platform/messages';

type Next = Omit<SyncJobRecord, 'version' | 'updatedAt'>;

export interface Moment {
  /** Clio's limit is used up until then. */
  pausedUntil?: Date | undefined;
  /** What Clio allows, where an answer has said so. */
  rate?: SeenWindow | undefined;
  /** How many rows of a type the copy held before, where Clio does not say how many there are. */
  expected?: { entity: SyncEntityType; rows: number } | undefined;
  /** What must happen before the job can go on. */
  waitsFor?: SyncJobRecord['waitsFor'] | undefined;
}

/**
 * The state of a job as its checkpoints tell it, in absolute values: writing it twice, or after a crash, says the same.
 * The job is over once every entity is.
 */
export function progressOf(job: SyncJobRecord, checkpoints: readonly Checkpoint[], moment: Moment): Next {
  const { pausedUntil: _pausedUntil, waitsFor: _waitsFor, requestsPerMinute, ...begun } = job;
  const { rate } = moment;
  const { deadLettered = [], deadLetteredAt, ...rest } = begun;
  const perMinute = rate?.limit ?? requestsPerMinute;
  const entities = job.entities.map((entity) => entityOf(entity, checkpoints, moment));
  const open = entities.filter(({ status }) => status === 'QUEUED' || status === 'RUNNING').map(({ type }) => type);
  const putAside = deadLettered.filter((type) => open.includes(type));
  const requestsUsed = checkpoints.reduce((sum, { requests }) => sum + requests, 0);
  const next: Next = {
    ...rest,
    ...(putAside.length > 0 ? { deadLettered: putAside, ...(deadLetteredAt ? { deadLetteredAt } : {}) } : {}),
    status: 'RUNNING',
    entities,
    requestsUsed,
    ...(rate ? { timing: seeWindow(job, requestsUsed, rate) } : {}),
    ...(perMinute === undefined ? {} : { requestsPerMinute: perMinute }),
  };
  if (open.length === 0) return ended(next, checkpoints);
  return {
    ...next,
    ...(moment.waitsFor ? { waitsFor: moment.waitsFor } : {}),
    ...(moment.pausedUntil ? { pausedUntil: moment.pausedUntil.toISOString() } : {}),
  };
}

/** The job cannot go on, whatever its entities say. */
export function failedJob(job: SyncJobRecord, failure: { code: string; message: string }): Next {
  const { pausedUntil: _pausedUntil, waitsFor: _waitsFor, ...rest } = job;
  const event = newEvent('sync.failed', { firmId: job.firmId, jobId: job.jobId, ...failure });
  return {
    ...rest,
    status: 'FAILED',
    finishedAt: new Date().toISOString(),
    failure,
    entities: job.entities.map((entity) =>
      entity.status === 'QUEUED' || entity.status === 'RUNNING' ? { ...entity, status: 'FAILED' } : entity,
    ),
    pendingEvents: [event],
  };
}

function entityOf(
  before: SyncEntityRecord,
  checkpoints: readonly Checkpoint[],
  { expected: told }: Moment,
): SyncEntityRecord {
  const checkpoint = checkpoints.find(({ entity }) => entity === before.type);
  if (!checkpoint) return before;
  const { state, pass, fetched, total, inserted, changed, unchanged, rejected, deleted } = checkpoint;
  const { recentFetched, recentTotal, recentWritten } = checkpoint;
  const expected = told?.entity === before.type ? told.rows : before.expected;
  const known = total ?? (state === 'COMPLETED' ? fetched : undefined);
  return {
    type: before.type,
    status: state,
    fetched,
    ...(known === undefined ? {} : { total: known }),
    ...(expected === undefined ? {} : { expected }),
    inserted,
    changed,
    // The walk meets what RECENT wrote once more: that was new or changed, and is counted as such.
    unchanged: Math.max(0, unchanged - recentWritten),
    rejected,
    deleted,
    ...(state === 'QUEUED' ? {} : { pass }),
    ...(recentFetched > 0 || pass === 'RECENT'
      ? { recent: { fetched: recentFetched, ...(recentTotal === null ? {} : { total: recentTotal }) } }
      : {}),
  };
}

/**
 * A partial failure never reads "completed": one entity that failed or one record that did not fit makes it PARTIAL, and people
 * are told what is missing.
 */
function ended(job: Next, checkpoints: readonly Checkpoint[]): Next {
  const { entities, firmId, jobId } = job;
  const finishedAt = new Date().toISOString();
  const walked = entities.some(({ status }) => status === 'COMPLETED');
  if (!walked) {
    const reason = checkpoints.find((checkpoint) => checkpoint.reason)?.reason ?? 'Clio let us read nothing.';
    const failure = { code: 'NOTHING_SYNCED', message: reason };
    const event = newEvent('sync.failed', { firmId, jobId, ...failure });
    return { ...job, status: 'FAILED', finishedAt, failure, pendingEvents: [event] };
  }
  const failed = entities.filter(({ status }) => status === 'FAILED' || status === 'CANCELLED');
  const rejected = entities.reduce((sum, entity) => sum + entity.rejected, 0);
  if (failed.length > 0 || rejected > 0) {
    const failure = { code: 'PARTLY_SYNCED', message: shortfall(failed, rejected) };
    const event = newEvent('sync.failed', { firmId, jobId, ...failure });
    return { ...job, status: 'PARTIAL', finishedAt, failure, pendingEvents: [event] };
  }
  const event = newEvent('sync.completed', {
    firmId,
    jobId,
    kind: job.kind,
    ...(job.requestedByUserId ? { requestedByUserId: job.requestedByUserId } : {}),
    startedAt: job.startedAt,
    finishedAt,
    entities: entities.map(({ type, fetched, inserted, changed, unchanged }) => ({
      type,
      fetched,
      inserted,
      changed,
      unchanged,
    })),
  });
  return { ...job, status: 'COMPLETED', finishedAt, pendingEvents: [event] };
}

function shortfall(failed: readonly SyncEntityRecord[], rejected: number): string {
  // Whoever came to that pass has read everything; what remained is what to make of the records that are missing.
  const unsettled = failed.filter(({ pass }) => pass === 'CONFIRM');
  const unread = failed.filter(({ pass }) => pass !== 'CONFIRM');
  const parts = [
    ...(unread.length > 0 ? [`Not read to the end: ${titles(unread)}.`] : []),
    ...(unsettled.length > 0 ? [`Missing in Clio and not removed: some ${titles(unsettled)}.`] : []),
    ...(rejected > 0 ? [`${rejected} ${rejected === 1 ? 'record' : 'records'} could not be copied in full.`] : []),
  ];
  return parts.join(' ');
}

function titles(entities: readonly SyncEntityRecord[]): string {
  return entities.map(({ type }) => type.toLowerCase().replaceAll('_', ' ')).join(', ');
}
