import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newEvent } from '@smarterfirms/platform/events';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { parseMessage, SyncPage, syncEntityTypes } from '@smarterfirms/platform/messages';
import { startTestAws, type TestAws } from '@smarterfirms/platform/test-aws';
import { pino } from 'pino';
import { createClioConnectionRecords } from '../connection/clio-connection-records.ts';
import { createEnvelope } from '../connection/envelope.ts';
import { publishPending } from '../connection/publish-pending.ts';
import { sealTokens } from '../connection/token-store.ts';
import { documentClient } from '../dynamo.ts';
import { clioTables, createTableInput } from '../tables.ts';
import { beginSync } from './begin-sync.ts';
import { endAsCancelled } from './end-as-cancelled.ts';
import { createProgressReader, pollMs } from './progress-reader.ts';
import { settleJob } from './settle-job.ts';
import type { SyncJobRecord } from './sync-job-record.ts';
import { createSyncJobRecords } from './sync-job-records.ts';

let aws: TestAws;
let parts: ReturnType<typeof partsOf>;
const envelope = createEnvelope(randomBytes(32));
const log = pino({ level: 'silent' });

function partsOf(emulators: TestAws) {
  const dynamo = documentClient(emulators.dynamo);
  return {
    connections: createClioConnectionRecords(dynamo, 'ClioConnection'),
    jobs: createSyncJobRecords(dynamo, 'SyncJob'),
    sqs: emulators.sqs,
    syncQueueUrl: emulators.queueUrl,
    sns: emulators.sns,
    eventsTopicArn: emulators.topicArn,
  };
}

beforeAll(async () => {
  aws = await startTestAws(clioTables.map(createTableInput));
  parts = partsOf(aws);
});
afterAll(() => aws[Symbol.asyncDispose]());

async function connectedFirm(): Promise<FirmId> {
  const firmId = newId('firm');
  const tokens = sealTokens(
    envelope,
    { firmId, region: 'US' },
    { accessToken: 'a', refreshToken: 'r', expiresAtMs: 0 },
  );
  const connection = { firmId, region: 'US', accountId: '1', accountName: undefined, userName: undefined } as const;
  await parts.connections.connect(undefined, { ...connection, connectedAt: new Date().toISOString(), ...tokens }, []);
  return firmId;
}

const order = (firmId: FirmId) => ({ firmId, jobId: newId('syncJob'), requestedByUserId: undefined });

async function runningJob(): Promise<SyncJobRecord> {
  const job = await beginSync(order(await connectedFirm()), parts);
  if (!job) throw new Error('the job did not begin');
  return job;
}

/** What all pages of a query hold. */
async function found(pages: AsyncIterable<SyncJobRecord[]>): Promise<SyncJobRecord[]> {
  const jobs: SyncJobRecord[] = [];
  for await (const page of pages) jobs.push(...page);
  return jobs;
}

test('of ten orders at once one job runs, and every entity gets one message', async () => {
  const firmId = await connectedFirm();
  aws.drain();
  const begun = await Promise.all(Array.from({ length: 10 }, () => beginSync(order(firmId), parts)));
  const running = begun.filter((job) => job !== undefined);
  expect(running).toHaveLength(1);
  const sent = aws.drain().map((body) => parseMessage(SyncPage, body));
  expect(sent.map(({ entity }) => entity)).toEqual([...syncEntityTypes]);
  expect(new Set(sent.map(({ jobId }) => jobId))).toEqual(new Set([running[0]?.jobId]));
  expect(await parts.jobs.countOfFirm(firmId)).toBe(1);
});

test('ordering with the same id again answers the same job', async () => {
  const once = order(await connectedFirm());
  const [first, second] = [await beginSync(once, parts), await beginSync(once, parts)];
  expect(second).toEqual(first);
});

test('a job that ended without releasing the firm does not block the next one', async () => {
  const stuck = await runningJob();
  const ended = await parts.jobs.advance(stuck, { ...stuck, status: 'FAILED' });
  expect(ended?.version).toBe(2);
  expect(await beginSync(order(stuck.firmId), parts)).toMatchObject({ status: 'QUEUED' });
});

test('an older state never replaces a newer one, and nothing follows the end', async () => {
  const job = await runningJob();
  const newer = await parts.jobs.advance(job, { ...job, status: 'RUNNING', requestsUsed: 7 });
  expect(await parts.jobs.advance(job, { ...job, status: 'RUNNING', requestsUsed: 3 })).toBeUndefined();
  expect(await parts.jobs.find(job.jobId)).toMatchObject({ version: 2, requestsUsed: 7 });
  if (!newer) throw new Error('the newer state was refused');
  const cancelled = await endAsCancelled(job, parts);
  expect(cancelled).toMatchObject({ status: 'CANCELLED', version: 3 });
  expect(await parts.jobs.advance(newer, { ...newer, requestsUsed: 9 })).toBeUndefined();
  expect(await endAsCancelled(job, parts)).toBeUndefined();
});

test('the events of an ended job wait until they are published, and the firm is free again', async () => {
  const job = await runningJob();
  const event = newEvent('sync.failed', { firmId: job.firmId, jobId: job.jobId, code: 'X', message: 'y' });
  const ended = await parts.jobs.advance(job, { ...job, status: 'FAILED', pendingEvents: [event] });
  const waiting = (await found(parts.jobs.pending(100))).find(({ jobId }) => jobId === job.jobId);
  expect(waiting).toEqual(ended);
  if (!waiting) return;
  await settleJob(waiting, parts);
  await settleJob(waiting, parts);
  expect(aws.events().filter(({ id }) => id === event.id)).toHaveLength(2);
  expect((await found(parts.jobs.pending(1))).map(({ jobId }) => jobId)).not.toContain(job.jobId);
  expect((await parts.connections.find(job.firmId))?.activeJobId).toBeUndefined();
});

test('events of a connection that come while others are being published are not lost', async () => {
  const firmId = await connectedFirm();
  const before = await parts.connections.find(firmId);
  if (!before) throw new Error('no connection');
  const first = newEvent('connection.needs_attention', { firmId, reason: 'one' });
  await parts.connections.needAttention(firmId, before.tokenVersion, 'one', [first]);
  const seen = await parts.connections.find(firmId);
  const second = newEvent('clio.disconnected', { firmId, keepData: true });
  if (!seen) throw new Error('no connection');
  await parts.connections.disconnect(seen, undefined, [second]);
  expect(await parts.connections.clearEvents(seen, seen.pendingEvents ?? [])).toBe(false);
  await publishPending(firmId, parts);
  expect((await parts.connections.find(firmId))?.pendingEvents).toBeUndefined();
  const published = aws.events().map(({ id }) => id);
  expect(published).toEqual(expect.arrayContaining([first.id, second.id]));
});

test('only silent jobs are found, the most silent first', async () => {
  const [a, b] = [await runningJob(), await runningJob()];
  const before = new Date(Date.now() + 1);
  const silent = (await found(parts.jobs.silentSince(before, 1))).map(({ jobId }) => jobId);
  expect(silent.indexOf(a.jobId)).toBeLessThan(silent.indexOf(b.jobId));
  const longAgo = await found(parts.jobs.silentSince(new Date(Date.now() - 60_000), 100));
  expect(longAgo.map(({ jobId }) => jobId)).not.toContain(b.jobId);
});

test('a watcher gets the state at once, then newer ones only, and always the last', async () => {
  const job = await runningJob();
  const reader = createProgressReader({ jobs: parts.jobs, log });
  const seen: SyncJobRecord[] = [];
  const first = reader.watch(job);
  const second = reader.watch(job);
  expect((await first.next()).value).toEqual(job);
  let current = job;
  for (let step = 1; step <= 5; step++) {
    const next = await parts.jobs.advance(current, { ...current, status: 'RUNNING', requestsUsed: step });
    if (!next) throw new Error('the state was refused');
    current = next;
  }
  await parts.jobs.advance(current, { ...current, status: 'COMPLETED' });
  for await (const state of second) seen.push(state);
  const versions = seen.map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  expect(seen.at(-1)).toMatchObject({ status: 'COMPLETED', version: 7 });
  expect((await first.next()).value).toMatchObject({ status: 'COMPLETED' });
  expect((await first.next()).done).toBe(true);
  reader.stop();
});

test('two thousand watchers cost one read per poll, and none once they have left', async () => {
  const job = await runningJob();
  let reads = 0;
  let onRead: () => void = () => {};
  const reader = createProgressReader({
    jobs: {
      find: parts.jobs.find,
      findMany: async (jobIds) => {
        reads++;
        onRead();
        return parts.jobs.findMany(jobIds);
      },
    },
    log,
  });
  const startedAt = performance.now();
  const watchers = Array.from({ length: 2_000 }, () => reader.watch(job));
  await Promise.all(watchers.map((watcher) => watcher.next()));
  await new Promise<void>((resolve) => {
    onRead = resolve;
  });
  // However slow the machine is: no more reads than polls could begin.
  expect(reads).toBeLessThanOrEqual((performance.now() - startedAt) / pollMs + 1);
  await Promise.all(watchers.map((watcher) => watcher.return?.()));
  const left = reads;
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(reads).toBeLessThanOrEqual(left + 1);
  reader.stop();
});
