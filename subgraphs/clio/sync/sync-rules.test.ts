import { expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { newSyncJob, type SyncEntityRecord, type SyncJobRecord } from './sync-job-record.ts';
import { entityPercent, jobPercent, secondsLeft } from './sync-rules.ts';

const idle = { inserted: 0, changed: 0, unchanged: 0, rejected: 0, deleted: 0 };
const entity = (type: SyncEntityRecord['type'], part: Partial<SyncEntityRecord>): SyncEntityRecord => ({
  type,
  status: 'RUNNING',
  fetched: 0,
  ...idle,
  ...part,
});

function job(entities: SyncEntityRecord[], part: Partial<SyncJobRecord> = {}): SyncJobRecord {
  const fresh = newSyncJob({ jobId: newId('syncJob'), firmId: newId('firm'), requestedByUserId: undefined });
  return { ...fresh, status: 'RUNNING', requestsPerMinute: 50, entities, ...part };
}

test('the time left is that of the pages that are missing: a window full now, its reserve at its end, then the next one', () => {
  const entities = [
    entity('MATTERS', { fetched: 1_000, total: 10_000 }),
    entity('BILLS', { fetched: 0, total: 1_000 }),
    entity('TASKS', { fetched: 0, total: 8_000, status: 'FAILED' }),
  ];
  const timing = { chainMs: 2_000, marks: [{ requests: 0, chainMs: 0 }], othersTake: 0 };
  const running = job(entities, { requestsUsed: 5, timing });
  const left = (part: Partial<SyncJobRecord>) => secondsLeft({ ...running, ...part }, new Date(running.updatedAt));
  expect(left({ requestsPerMinute: 45 + 5 })).toBe(Math.ceil(58 + 5 * 0.4));
  expect(left({ requestsPerMinute: 40 })).toBe(Math.ceil(60 + 10 * 0.4));
  expect(left({ requestsPerMinute: 600 })).toBe(Math.ceil(5 * 2 * 0.2 + 40 * 0.4));
  expect(left({ timing: undefined })).toBeNull();
  expect(jobPercent(running)).toBeCloseTo((1_000 / 19_000) * 100);
});

test('without every total, percent and time left are "estimating"', () => {
  const running = job([entity('MATTERS', { fetched: 400, total: 1_000 }), entity('BILLS', { fetched: 200 })]);
  expect(secondsLeft(running, new Date(running.updatedAt))).toBeNull();
  expect(jobPercent(running)).toBeNull();
  expect(running.entities.map(entityPercent)).toEqual([40, null]);
});

test('an entity that Clio does not offer counts for nothing, one that is done counts as it is', () => {
  const running = job([
    entity('BILLS', { status: 'UNAVAILABLE' }),
    entity('USERS', { status: 'COMPLETED', fetched: 200 }),
    entity('MATTERS', { fetched: 200, total: 600 }),
  ]);
  expect(jobPercent(running)).toBe(50);
});

test('a firm that grows during the walk is never beyond 100 %', () => {
  const grown = job([entity('MATTERS', { fetched: 700, total: 600 })]);
  expect(jobPercent(grown)).toBe(100);
  expect(
    jobPercent(job([entity('MATTERS', { fetched: 300, total: 600, status: 'FAILED' })], { status: 'PARTIAL' })),
  ).toBe(50);
  expect(secondsLeft(job([], { status: 'COMPLETED' }), new Date())).toBe(0);
});
