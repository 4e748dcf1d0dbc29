import { setTimeout as delay } from 'node:timers/promises';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ClioConnectionRecord } from '@smarterfirms/clio/clio-connection-record';
import { newSyncJob } from '@smarterfirms/clio/sync-job-record';
import { marked } from '@smarterfirms/clio/tables';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { type SweepParts, sweep } from './sweep.ts';
import { startTestSweep, type TestSweep } from './test-sweep.ts';

let testing: TestSweep;
let aws: TestSweep['aws'];
let parts: TestSweep['parts'];
beforeAll(async () => {
  testing = await startTestSweep();
  ({ aws, parts } = testing);
});
afterAll(() => testing[Symbol.asyncDispose]());

const minuteMs = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * minuteMs).toISOString();

/** Firms that have been due for so many minutes each, none for as long as another, and were synced a while ago. */
async function dueFirms(
  count: number,
  { dueAgo, syncedAgo }: { dueAgo: number; syncedAgo: number },
): Promise<FirmId[]> {
  const firms = Array.from({ length: count }, () => newId('firm'));
  const items = firms.map((firmId, index) => {
    const connection: ClioConnectionRecord = {
      firmId,
      status: 'CONNECTED',
      region: 'US',
      accountId: firmId,
      connectedAt: ago(20),
      lastSyncedAt: ago(syncedAgo),
      tokenVersion: 1,
      dueAt: new Date(Date.parse(ago(dueAgo)) + index).toISOString(),
    };
    const item = Object.entries({ ...connection, due: marked }).map(([name, value]) => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: String(value) },
    ]);
    return { PutRequest: { Item: Object.fromEntries(item) } };
  });
  for (let from = 0; from < items.length; from += 25) {
    await aws.dynamo.send(
      new BatchWriteItemCommand({ RequestItems: { ClioConnection: items.slice(from, from + 25) } }),
    );
  }
  return firms;
}

async function stillDue(): Promise<FirmId[]> {
  const due: FirmId[] = [];
  for await (const page of parts.connections.due(new Date(), 200)) due.push(...page.map(({ firmId }) => firmId));
  return due;
}

test('a thousand firms that are due are all taken in one minute, past those of which something fails', async () => {
  const failing = await dueFirms(5, { dueAgo: 9, syncedAgo: 18 });
  const synced = await dueFirms(970, { dueAgo: 6, syncedAgo: 1 });
  const waiting = await dueFirms(25, { dueAgo: 3, syncedAgo: 18 });
  const jobs: SweepParts['jobs'] = {
    ...parts.jobs,
    create: (job) => (failing.includes(job.firmId) ? Promise.reject(new Error('fails')) : parts.jobs.create(job)),
  };
  await sweep(new Date(), { ...parts, jobs });
  expect((await stillDue()).sort()).toEqual([...failing].sort());
  for (const firmId of waiting) expect(await parts.jobs.countOfFirm(firmId)).toBe(1);
  for (const firmId of synced.slice(0, 5)) expect(await parts.jobs.countOfFirm(firmId)).toBe(0);
  // A minute later what failed is tried again.
  await sweep(new Date(), parts);
  expect(await stillDue()).toEqual([]);
  expect(await parts.jobs.countOfFirm(failing[0] ?? newId('firm'))).toBe(1);
});

test('what the minute was too short for is first in the next one', async () => {
  const firms = await dueFirms(60, { dueAgo: 6, syncedAgo: 18 });
  let begun = 0;
  const over = new Date(Date.now() + minuteMs);
  const jobs: SweepParts['jobs'] = {
    ...parts.jobs,
    create(job) {
      // The time is over once the fortieth has begun.
      if (++begun === 40) over.setTime(0);
      return parts.jobs.create(job);
    },
  };
  await sweep(new Date(), { ...parts, jobs }, over);
  const left = await stillDue();
  expect(left.length).toBeGreaterThan(0);
  expect(left).toEqual(firms.slice(-left.length));
  await sweep(new Date(), parts);
  expect(await stillDue()).toEqual([]);
});

test('work that an outage makes slow leaves time for what is due', async () => {
  const [firmId] = await dueFirms(1, { dueAgo: 6, syncedAgo: 18 });
  const job = newSyncJob({ jobId: newId('syncJob'), firmId: firmId ?? newId('firm'), requestedByUserId: undefined });
  const paused = { ...job, pausedUntil: new Date().toISOString() };
  const jobs: SweepParts['jobs'] = {
    ...parts.jobs,
    // There is always another one.
    async *silentSince() {
      for (;;) {
        await delay(20);
        yield [paused];
      }
    },
  };
  await sweep(new Date(), { ...parts, jobs }, new Date(Date.now() + 16_000));
  expect(await stillDue()).toEqual([]);
  expect(await parts.jobs.countOfFirm(job.firmId)).toBe(1);
});
