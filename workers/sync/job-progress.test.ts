import { expect, test } from '@jest/globals';
import { newSyncJob } from '@smarterfirms/clio/sync-job-record';
import type { Checkpoint } from '@smarterfirms/data/checkpoint';
import { newId } from '@smarterfirms/platform/ids';
import { syncEntityTypes } from '@smarterfirms/platform/messages';
import { progressOf } from './job-progress.ts';

const job = newSyncJob({ jobId: newId('syncJob'), firmId: newId('firm'), requestedByUserId: undefined });

function checkpoints(parts: Partial<Record<Checkpoint['entity'], Partial<Checkpoint>>>): Checkpoint[] {
  return syncEntityTypes.map((entity) => ({
    entity,
    state: 'COMPLETED',
    fence: 1,
    cursor: null,
    pages: 1,
    fetched: 10,
    total: null,
    inserted: 10,
    changed: 0,
    unchanged: 0,
    rejected: 0,
    deleted: 0,
    pass: 'WALK',
    resumeCursor: null,
    pendingIds: [],
    confirmedTo: null,
    since: null,
    recentFetched: 0,
    recentTotal: null,
    recentWritten: 0,
    firstRequestedAt: null,
    requests: 1,
    attempts: 0,
    reason: null,
    updatedAt: new Date(),
    ...parts[entity],
  }));
}

test('a job is completed when every entity is, or is not offered by this Clio account', () => {
  const next = progressOf(job, checkpoints({ BILLS: { state: 'UNAVAILABLE', reason: 'no permission' } }), {});
  expect(next).toMatchObject({ status: 'COMPLETED', requestsUsed: syncEntityTypes.length });
  expect(next.failure).toBeUndefined();
  expect(next.pendingEvents?.map(({ type }) => type)).toEqual(['sync.completed']);
});

test('a partial failure never reads "completed"', () => {
  const oneRecord = progressOf(job, checkpoints({ MATTERS: { rejected: 1 } }), {});
  expect(oneRecord).toMatchObject({ status: 'PARTIAL', failure: { code: 'PARTLY_SYNCED' } });
  const oneEntity = progressOf(job, checkpoints({ LINE_ITEMS: { state: 'FAILED', reason: 'HTML' } }), {});
  expect(oneEntity).toMatchObject({ status: 'PARTIAL', failure: { message: 'Not read to the end: line items.' } });
  const missing = progressOf(
    job,
    checkpoints({ LINE_ITEMS: { state: 'FAILED', reason: 'too many are missing', pass: 'CONFIRM' } }),
    {},
  );
  expect(missing).toMatchObject({
    status: 'PARTIAL',
    failure: { message: 'Missing in Clio and not removed: some line items.' },
  });
  for (const { pendingEvents } of [oneRecord, oneEntity, missing]) {
    expect(pendingEvents?.map(({ type }) => type)).toEqual(['sync.failed']);
  }
});

test('a job that could read nothing failed, and says why', () => {
  const none = Object.fromEntries(
    syncEntityTypes.map((type) => [type, { state: 'FAILED', reason: 'No answer' }] as const),
  );
  const next = progressOf(job, checkpoints(none), {});
  expect(next).toMatchObject({ status: 'FAILED', failure: { code: 'NOTHING_SYNCED', message: 'No answer' } });
  expect(next.pendingEvents?.map(({ type }) => type)).toEqual(['sync.failed']);
});

test('a job goes on while one entity is open; what it waits for is said and forgotten again', () => {
  const open = checkpoints({ BILLS: { state: 'RUNNING', fetched: 200, total: 900, requests: 4 } });
  const pausedUntil = new Date('2026-03-02T14:03:20Z');
  const paused = progressOf(job, open, {
    pausedUntil,
    rate: { limit: 50, remaining: 12, endsAt: pausedUntil },
  });
  expect(paused).toMatchObject({ status: 'RUNNING', pausedUntil: pausedUntil.toISOString(), requestsPerMinute: 50 });
  const onward = progressOf({ ...job, ...paused }, open, {});
  expect(onward.pausedUntil).toBeUndefined();
  expect(onward).toMatchObject({ requestsPerMinute: 50, requestsUsed: syncEntityTypes.length + 3 });
});
