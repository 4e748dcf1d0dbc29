import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { newEvent } from '@smarterfirms/platform/events';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { projectPlans } from '../plans/project-plans.ts';
import { sweep } from './sweep.ts';
import { startTestSweep, type TestSweep } from './test-sweep.ts';

let testing: TestSweep;
let parts: TestSweep['parts'];
beforeAll(async () => {
  testing = await startTestSweep();
  ({ parts } = testing);
});
afterAll(() => testing[Symbol.asyncDispose]());

const connectedAt = new Date('2026-03-04T20:00:00Z');
const minutesLater = (minutes: number) => new Date(Date.now() + minutes * 60_000);
/** Half past midnight in the region of the firms of these tests, in a year's time. */
const night = new Date(`${new Date().getUTCFullYear() + 1}-03-05T08:30:00Z`);

async function connectedFirm(): Promise<FirmId> {
  const firmId = newId('firm');
  const connection = { firmId, region: 'US', accountId: firmId, accountName: undefined, userName: undefined } as const;
  const tokens = { tokens: 'sealed', tokensExpireAtMs: Date.now() };
  await parts.connections.connect(undefined, { ...connection, ...tokens, connectedAt: connectedAt.toISOString() }, []);
  return firmId;
}

const jobsOf = (firmId: FirmId) => parts.jobs.ofFirm(firmId, { limit: 10 });
async function end(job: SyncJobRecord | undefined, failed?: SyncEntityType): Promise<void> {
  if (!job) throw new Error('there is no job');
  const entities = job.entities.map((entity) => ({
    ...entity,
    status: entity.type === failed ? ('FAILED' as const) : ('COMPLETED' as const),
  }));
  const status = failed ? 'PARTIAL' : 'COMPLETED';
  await parts.jobs.advance(job, { ...job, status, entities, finishedAt: new Date().toISOString() });
  await sweep(new Date(), parts);
}

test('a first sync that is missing is begun, once', async () => {
  const firmId = await connectedFirm();
  await sweep(minutesLater(1), parts);
  expect(await jobsOf(firmId)).toEqual([]);
  await Promise.all([sweep(minutesLater(3), parts), sweep(minutesLater(3), parts)]);
  await sweep(minutesLater(4), parts);
  expect(await jobsOf(firmId)).toMatchObject([{ kind: 'FULL', status: 'QUEUED' }]);
});

test('when the last one has ended, an incremental sync follows after the interval, and not while one runs', async () => {
  const firmId = await connectedFirm();
  await sweep(minutesLater(3), parts);
  await sweep(minutesLater(30), parts);
  expect(await jobsOf(firmId)).toHaveLength(1);
  await end((await jobsOf(firmId))[0]);
  const noon = new Date(`${night.toISOString().slice(0, 10)}T20:00:00Z`);
  await sweep(noon, parts);
  expect((await jobsOf(firmId)).map(({ kind }) => kind)).toEqual(['INCREMENTAL', 'FULL']);
  await end((await jobsOf(firmId))[0]);
  await sweep(new Date(noon.getTime() + 14 * 60_000), parts);
  expect(await jobsOf(firmId)).toHaveLength(2);
  await sweep(new Date(noon.getTime() + 16 * 60_000), parts);
  expect(await jobsOf(firmId)).toHaveLength(3);
});

test("the interval is that of the firm's plan, and an older event does not bring an older plan back", async () => {
  const firmId = await connectedFirm();
  const hourly = { firmId, planCode: 'solo', syncIntervalMinutes: 60 };
  const told = [
    newEvent('subscription.changed', hourly, new Date('2026-03-04T12:00:00Z')),
    newEvent('subscription.changed', { ...hourly, syncIntervalMinutes: 5 }, new Date('2026-03-04T11:00:00Z')),
  ].map((event) => ({ messageId: event.id, body: JSON.stringify({ Message: JSON.stringify(event) }) }));
  expect(await projectPlans([...told, { messageId: 'odd', body: 'not JSON' }], parts)).toEqual(['odd']);
  await sweep(minutesLater(3), parts);
  await end((await jobsOf(firmId))[0]);
  const noon = new Date(`${night.toISOString().slice(0, 10)}T20:00:00Z`);
  await sweep(noon, parts);
  await end((await jobsOf(firmId))[0]);
  await sweep(new Date(noon.getTime() + 59 * 60_000), parts);
  expect(await jobsOf(firmId)).toHaveLength(2);
  await sweep(new Date(noon.getTime() + 61 * 60_000), parts);
  expect(await jobsOf(firmId)).toHaveLength(3);
});

test('a firm that has just been synced is not synced again before the interval is over', async () => {
  const firmId = await connectedFirm();
  await sweep(minutesLater(3), parts);
  await end((await jobsOf(firmId))[0]);
  await sweep(minutesLater(5), parts);
  await sweep(minutesLater(14), parts);
  expect(await jobsOf(firmId)).toHaveLength(1);
});

test('only a sync that has brought every type to its end says that the copy is up to date', async () => {
  const firmId = await connectedFirm();
  const lastSyncedAt = async () => (await parts.connections.find(firmId))?.lastSyncedAt;
  await sweep(minutesLater(3), parts);
  await end((await jobsOf(firmId))[0], 'BILLS');
  expect(await parts.connections.find(firmId)).not.toHaveProperty('activeJobId');
  expect(await lastSyncedAt()).toBeUndefined();
  await sweep(minutesLater(30), parts);
  const [second] = await jobsOf(firmId);
  await end(second);
  expect(await lastSyncedAt()).toBe((await jobsOf(firmId))[0]?.finishedAt);
});

test('once in the night of its region a firm is reconciled', async () => {
  const firmId = await connectedFirm();
  await sweep(minutesLater(3), parts);
  await end((await jobsOf(firmId))[0]);
  for (const minutes of [0, 20, 40]) {
    await sweep(new Date(night.getTime() + minutes * 60_000), parts);
    await end((await jobsOf(firmId))[0]);
  }
  const kinds = (await jobsOf(firmId)).map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(['FULL', 'INCREMENTAL', 'INCREMENTAL', 'RECONCILING']);
});

test('a firm that a person must connect again is left alone until then', async () => {
  const firmId = await connectedFirm();
  const before = await parts.connections.find(firmId);
  await parts.connections.needAttention(firmId, before?.tokenVersion ?? 0, 'revoked', []);
  await sweep(minutesLater(3), parts);
  expect(await jobsOf(firmId)).toEqual([]);
  expect(await parts.connections.find(firmId)).not.toHaveProperty('dueAt');
});
