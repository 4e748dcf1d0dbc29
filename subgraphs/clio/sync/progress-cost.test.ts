import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { startTestAws, type TestAws } from '@smarterfirms/platform/test-aws';
import { createClient } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { clioTables, createTableInput } from '../tables.ts';
import { personOf, startTestService, type TestService } from '../test-service.ts';
import { createProgressReader, pollMs } from './progress-reader.ts';
import { newSyncJob, type SyncJobRecord } from './sync-job-record.ts';

const subscribers = 100;
const query = `subscription($jobId: ID!) {
  syncProgress(jobId: $jobId) { version status entities { type status fetched } }
}`;

let tables: TestAws;
let service: TestService;
/** What the service sent to DynamoDB, by command. */
const sent: Record<string, number> = {};

beforeAll(async () => {
  tables = await startTestAws(clioTables.map(createTableInput));
  // The tables' own client: DynamoDB Local shows a table only to the credentials that made it.
  const { dynamo } = tables;
  dynamo.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        sent[commandName] = (sent[commandName] ?? 0) + 1;
        return next(args);
      },
    { step: 'deserialize' },
  );
  service = await startTestService({ dynamo });
});
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await tables[Symbol.asyncDispose]();
});

async function runningJob(firmId: FirmId): Promise<SyncJobRecord> {
  const fresh = newSyncJob({ jobId: newId('syncJob'), firmId, requestedByUserId: undefined });
  const job: SyncJobRecord = { ...fresh, status: 'RUNNING' };
  await service.jobs.create(job);
  return job;
}

async function advanced(job: SyncJobRecord, part: Partial<SyncJobRecord>): Promise<SyncJobRecord> {
  const next = await service.jobs.advance(job, { ...job, ...part });
  if (!next) throw new Error('the state was refused');
  return next;
}

test('a hundred subscribers of a job are answered by one reader, each from its first state to its last', async () => {
  const firmId = newId('firm');
  const begun = await runningJob(firmId);
  const client = createClient({ url: `${service.origin.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const extensions = { authorization: await service.authorization(personOf(firmId)) };
  const polledBefore = sent['BatchGetItemCommand'] ?? 0;
  const startedAt = performance.now();
  const versions = Array.from({ length: subscribers }, (): number[] => []);
  let waiting = subscribers;
  let allBegun: () => void = () => {};
  const begunEverywhere = new Promise<void>((resolve) => {
    allBegun = resolve;
  });
  const streams = versions.map(async (seen) => {
    const payload = { query, variables: { jobId: begun.jobId }, extensions };
    let last: unknown;
    for await (const { data, errors } of client.iterate<{ syncProgress: SyncJobRecord }>(payload)) {
      if (errors || !data) throw new Error(JSON.stringify(errors));
      seen.push(data.syncProgress.version);
      last = data.syncProgress.status;
      if (seen.length === 1 && --waiting === 0) allBegun();
    }
    return last;
  });
  // A stream that fails must not leave the test waiting for its first state.
  await Promise.race([begunEverywhere, Promise.all(streams)]);
  const running = await advanced(begun, { requestsUsed: 1 });
  const ended = await advanced(running, { status: 'COMPLETED' });
  expect(new Set(await Promise.all(streams))).toEqual(new Set(['COMPLETED']));
  const polls = Math.ceil((performance.now() - startedAt) / pollMs) + 1;
  await client.dispose();

  for (const seen of versions) {
    expect([seen[0], seen.at(-1)]).toEqual([begun.version, ended.version]);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  }
  const polled = (sent['BatchGetItemCommand'] ?? 0) - polledBefore;
  expect(polled).toBeGreaterThan(0);
  expect(polled).toBeLessThanOrEqual(polls);
});

test('whoever asks while a job is being read shares the next read, which is begun after the question', async () => {
  const job = newSyncJob({ jobId: newId('syncJob'), firmId: newId('firm'), requestedByUserId: undefined });
  const answers: ((version: number) => void)[] = [];
  const reader = createProgressReader({
    jobs: {
      find: () => new Promise((resolve) => answers.push((version) => resolve({ ...job, version }))),
      findMany: service.jobs.findMany,
    },
    log: pino({ level: 'silent' }),
  });
  const first = reader.find(job.jobId);
  await setImmediate();
  const others = Array.from({ length: 50 }, () => reader.find(job.jobId));
  await setImmediate();
  expect(answers).toHaveLength(1);
  answers[0]?.(1);
  expect(await first).toMatchObject({ version: 1 });
  await setImmediate();
  expect(answers).toHaveLength(2);
  answers[1]?.(2);
  expect(new Set((await Promise.all(others)).map((found) => found?.version))).toEqual(new Set([2]));
  const later = reader.find(job.jobId);
  await setImmediate();
  answers[2]?.(3);
  expect(await later).toMatchObject({ version: 3 });
});
