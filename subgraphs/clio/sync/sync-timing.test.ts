import { expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { newSyncJob, type SyncJobRecord } from './sync-job-record.ts';
import { msPerPage, nextTiming, seeWindow, waitsUntilMs } from './sync-timing.ts';

const start = Date.parse('2026-03-02T17:00:00Z');
const at = (seconds: number) => new Date(start + seconds * 1_000);

function newJob(types: Parameters<typeof newSyncJob>[0]['entities']): SyncJobRecord {
  const order = { jobId: newId('syncJob'), firmId: newId('firm'), requestedByUserId: undefined, entities: types };
  return { ...newSyncJob(order), status: 'RUNNING', updatedAt: at(0).toISOString() };
}

/** The job as it is written then. */
function written(before: SyncJobRecord, seconds: number, part: Partial<SyncJobRecord> = {}): SyncJobRecord {
  const { pausedUntil: _until, ...rest } = before;
  const next: SyncJobRecord = { ...rest, ...part };
  return { ...next, timing: nextTiming(before, next, at(seconds)), updatedAt: at(seconds).toISOString() };
}

/** A page came then, in a window of 50 that ends so many seconds after the start. */
function withPage(before: SyncJobRecord, seconds: number, remaining: number, endsSeconds: number): SyncJobRecord {
  const requestsUsed = before.requestsUsed + 1;
  const timing = seeWindow(before, requestsUsed, { limit: 50, remaining, endsAt: at(endsSeconds) });
  return written(before, seconds, { requestsUsed, timing });
}

test('a page takes the time that a chain has for it: more types than chains make none faster, and waits do not count', () => {
  const two = written(newJob(['BILLS', 'TASKS']), 10, { requestsUsed: 4 });
  expect(msPerPage(two)?.usual).toBe((10_000 * 2) / 4);
  const five = written(newJob(['BILLS', 'TASKS', 'MATTERS', 'USERS', 'CONTACTS']), 10, { requestsUsed: 6 });
  expect(msPerPage(five)?.usual).toBe((10_000 * 3) / 6);
  const paused = written(two, 11, { pausedUntil: at(60).toISOString() });
  expect(msPerPage(written(paused, 63, { requestsUsed: 6 }))?.usual).toBe(((11 + 3) * 2_000) / 6);
  expect(msPerPage(newJob(['BILLS']))).toBeUndefined();
});

test('what a page took long ago is forgotten, and the state stays small', () => {
  let job = newJob(['BILLS']);
  for (let second = 1; second <= 100; second++) job = written(job, second * 10, { requestsUsed: job.requestsUsed + 1 });
  for (let second = 1; second <= 300; second++)
    job = written(job, 1_000 + second, { requestsUsed: job.requestsUsed + 1 });
  expect(msPerPage(job)).toEqual({ usual: 1_000, alone: 1_000 });
  expect(job.timing?.marks.length).toBeLessThanOrEqual(5);
});

test('a chain alone is taken to be as fast as the fastest stretch of late', () => {
  let job = newJob(['BILLS', 'TASKS', 'MATTERS']);
  for (let second = 4; second <= 40; second += 4) job = written(job, second, { requestsUsed: job.requestsUsed + 1 });
  for (let second = 42; second <= 62; second += 2) job = written(job, second, { requestsUsed: job.requestsUsed + 1 });
  const { usual = 0, alone = 0 } = msPerPage(job) ?? {};
  expect(alone).toBe(6_000);
  expect(usual).toBeGreaterThan(7_000);
});

test('who was asking when the others began to wait does not end the wait; a page of the next window does', () => {
  const paused = written(withPage(newJob(['BILLS']), 5, 5, 45), 6, { pausedUntil: at(45).toISOString() });
  const late = withPage(paused, 7, 4, 45);
  expect(late.pausedUntil).toBeUndefined();
  expect(waitsUntilMs(late)).toBe(at(45).getTime());
  expect(waitsUntilMs(withPage(late, 20, 49, 80))).toBe(at(20).getTime());
});

test('what a job did not get of a window for whose end it waited, others take', () => {
  let job = newJob(['BILLS']);
  for (let page = 1; page <= 40; page++) job = withPage(job, page / 10, 50 - page, 30);
  job = written(job, 5, { pausedUntil: at(30).toISOString() });
  job = withPage(job, 31, 49, 91);
  expect(job.timing?.othersTake).toBe(10);
  // It did not have to wait for this one: so it shows that others take no more than what is missing.
  for (let page = 1; page <= 44; page++) job = withPage(job, 32 + page, 49 - page, 91);
  expect(withPage(job, 92, 49, 152).timing?.othersTake).toBe(5);
});

test('what was spent of the first window before the job counts as its own, and a late answer of a window before as nothing', () => {
  let job = withPage(newJob(['BILLS']), 1, 29, 31);
  for (let page = 2; page <= 30; page++) job = withPage(job, 1 + page / 10, 30 - page, 31);
  job = written(job, 5, { pausedUntil: at(31).toISOString() });
  const next = withPage(job, 32, 49, 92);
  expect(next.timing?.othersTake).toBe(0);
  expect(withPage(next, 32, 0, 31).timing?.window).toEqual(next.timing?.window);
});
