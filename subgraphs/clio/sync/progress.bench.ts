/**
 * What subscribers of `syncProgress` cost one process of the clio subgraph, and how late they learn of a write.
 *
 * Four processes: the DynamoDB emulator, the service as it is deployed, the subscribers, and this one, which writes states of
 * running jobs through their records, at random moments about PER_SECOND times a second (1: a page of Clio at its limit). The
 * subscribers ask for what the application's page asks for. Lateness is counted from before the write is sent until each
 * subscriber has that state or a newer one, for each write and each subscriber. Reads are those of the service, counted where
 * its client of DynamoDB sends them. Memory is what the service has more of, after garbage collection, than with the first 100.
 *
 * The baseline is one subscriber. SUBSCRIBERS (2,000) and SECONDS (20) change how much is measured.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type BenchProcess, obey, startBenchProcess } from '@smarterfirms/platform/bench-process';
import { newId } from '@smarterfirms/platform/ids';
import { startTestAws } from '@smarterfirms/platform/test-aws';
import { documentClient } from '../dynamo.ts';
import { clioTables, createTableInput } from '../tables.ts';
import { personOf, startTestService } from '../test-service.ts';
import { createProgressSubscribers, type Subscription, type Writes } from './progress-subscribers.ts';
import { newSyncJob, type SyncJobRecord } from './sync-job-record.ts';
import { createSyncJobRecords, type SyncJobRecords } from './sync-job-records.ts';

const subscribers = Number(process.env['SUBSCRIBERS'] ?? 2_000);
const seconds = Number(process.env['SECONDS'] ?? 20);
const writesPerSecond = Number(process.env['PER_SECOND'] ?? 1);
const warm = 100;
const thisFile = fileURLToPath(import.meta.url);

const query = `subscription($jobId: ID!) { syncProgress(jobId: $jobId) {
  id kind status version percent startedAt updatedAt finishedAt
  entities { type status fetched total percent inserted changed unchanged rejected deadLettered }
  requestsUsed requestsPerMinute pausedUntil waitsFor secondsLeft estimating failure { code message } firm { id }
} }`;

interface Row {
  name: string;
  count: number;
  jobs: number;
  perSocket: number;
}

const rows: Row[] = [
  { name: 'one subscriber', count: 1, jobs: 1, perSocket: 1 },
  { name: 'one job, 100 on a socket', count: subscribers, jobs: 1, perSocket: 100 },
  { name: 'one job, a socket each', count: subscribers, jobs: 1, perSocket: 1 },
  { name: '50 jobs, 100 on a socket', count: subscribers, jobs: 50, perSocket: 100 },
];

/** Of the service. */
interface Usage {
  /** Requests to DynamoDB, by kind. */
  reads: Record<string, number>;
  bytes: number;
  cpuMs: number;
}

const [role] = process.argv.slice(2);
if (role === 'tables') await playTables();
else if (role === 'service') await playService();
else if (role === 'subscribers') playSubscribers();
else await measureAll();

async function measureAll(): Promise<void> {
  await using tables = startBenchProcess(thisFile, 'tables');
  const env = (await tables.ask('env')) as Record<string, string>;
  // The service is started with the same variables as this process has then.
  Object.assign(process.env, env);
  const dynamo = new DynamoDBClient({});
  const records = createSyncJobRecords(documentClient(dynamo), 'SyncJob');
  const table: Record<string, unknown>[] = [];
  let alone: number | undefined;
  for (const row of rows) {
    const { latenciesMs, reads, opening, writes, bytes, cpuShare } = await measure(row, records);
    const at = (share: number) =>
      latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))] ?? 0;
    alone ??= reads;
    table.push({
      subscribers: `${row.count}, ${row.name}`,
      'writes/s': writes.toFixed(1),
      'reads/s': reads.toFixed(2),
      'times one': (reads / alone).toFixed(2),
      'reads to open': opening,
      'p50 ms': at(0.5),
      'p95 ms': at(0.95),
      'p99 ms': at(0.99),
      'worst ms': at(1),
      'KB each': bytes === undefined ? '' : (bytes / 1_024).toFixed(1),
      CPU: `${(cpuShare * 100).toFixed(0)} %`,
    });
  }
  console.table(table);
  dynamo.destroy();
}

async function measure({ count, jobs: jobCount, perSocket }: Row, records: SyncJobRecords) {
  await using service = startBenchProcess(thisFile, 'service');
  await using clients = startBenchProcess(thisFile, 'subscribers');
  const jobs: SyncJobRecord[] = [];
  for (let number = 0; number < jobCount; number++) jobs.push(await runningJob(records));
  await clients.ask('connect', { url: await service.ask('url') });
  const subscribe = async (more: number) => {
    const subscriptions: Subscription[] = [];
    for (let place = 0; place < more; place++) {
      const { jobId, firmId } = jobs[place % jobCount] as SyncJobRecord;
      subscriptions.push({ jobId, authorization: String(await service.ask('authorization', { firmId })) });
    }
    await clients.ask('open', { subscriptions, perSocket });
  };
  const unopened = await usageOf(service);
  await subscribe(Math.min(warm, count));
  // Some states for the compiler.
  await writeSteadily(jobs, records, clients, 3);
  const few = await usageOf(service);
  if (count > warm) await subscribe(count - warm);
  const opened = await usageOf(service);
  await writeSteadily(jobs, records, clients, 2);
  const before = await usageOf(service);
  const startedAt = performance.now();
  const writes = await writeSteadily(jobs, records, clients, seconds);
  const lastedMs = performance.now() - startedAt;
  const after = await usageOf(service);
  const readsOf = ({ reads }: Usage) => Object.values(reads).reduce((sum, number) => sum + number, 0);
  return {
    latenciesMs: (await clients.ask('latencies', { writes })) as number[],
    writes: Object.values(writes).flat().length / (lastedMs / 1_000),
    // Each of the states before was read by one subscriber's question or by polling.
    opening: (opened.reads['GetItemCommand'] ?? 0) - (unopened.reads['GetItemCommand'] ?? 0),
    reads: (readsOf(after) - readsOf(before)) / (lastedMs / 1_000),
    bytes: count > warm ? (before.bytes - few.bytes) / (count - warm) : undefined,
    cpuShare: (after.cpuMs - before.cpuMs) / lastedMs,
  };
}

/** A job in the middle of all types. */
async function runningJob(records: SyncJobRecords): Promise<SyncJobRecord> {
  const order = { jobId: newId('syncJob'), firmId: newId('firm'), requestedByUserId: undefined };
  const fresh = newSyncJob(order);
  const entities = fresh.entities.map((entity) => ({
    ...entity,
    status: 'RUNNING' as const,
    total: 10_000,
    pass: 'WALK' as const,
  }));
  const job: SyncJobRecord = { ...fresh, status: 'RUNNING', entities, requestsPerMinute: 50 };
  await records.create(job);
  return job;
}

/** Writes states of all jobs for a while, each at moments of its own, and waits until they have arrived everywhere. */
async function writeSteadily(
  jobs: SyncJobRecord[],
  records: SyncJobRecords,
  clients: BenchProcess,
  forSeconds: number,
): Promise<Writes> {
  const writes: Writes = {};
  const until = Date.now() + forSeconds * 1_000;
  await Promise.all(
    jobs.map(async (_job, place) => {
      while (Date.now() < until) {
        await delay(((0.5 + Math.random()) * 1_000) / writesPerSecond);
        const job = jobs[place] as SyncJobRecord;
        const atMs = Date.now();
        const [first, ...others] = job.entities;
        const entities = first ? [{ ...first, fetched: first.fetched + 200 }, ...others] : [];
        const next = await records.advance(job, { ...job, entities, requestsUsed: job.requestsUsed + 1 });
        if (!next) throw new Error('the state was refused');
        jobs[place] = next;
        const ofJob = writes[job.jobId] ?? [];
        writes[job.jobId] = ofJob;
        ofJob.push({ version: next.version, atMs });
      }
    }),
  );
  await clients.ask('haveAll', { writes });
  return writes;
}

async function usageOf(service: BenchProcess): Promise<Usage> {
  return (await service.ask('usage')) as Usage;
}

async function playTables(): Promise<void> {
  const { env } = await startTestAws(clioTables.map(createTableInput));
  obey({ env: () => env });
}

async function playService(): Promise<void> {
  const reads: Record<string, number> = {};
  const dynamo = new DynamoDBClient({});
  dynamo.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        reads[commandName] = (reads[commandName] ?? 0) + 1;
        return next(args);
      },
    // After the step that repeats what failed, so that repeats count too.
    { step: 'deserialize' },
  );
  const service = await startTestService({ dynamo });
  obey({
    url: () => `${service.origin}/graphql`,
    authorization: ({ firmId }) => service.authorization(personOf(firmId as SyncJobRecord['firmId'])),
    usage: (): Usage => {
      for (let round = 0; round < 3; round++) globalThis.gc?.();
      const { heapUsed, external } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      return { reads, bytes: heapUsed + external, cpuMs: (user + system) / 1_000 };
    },
  });
}

function playSubscribers(): void {
  let subscribed: ReturnType<typeof createProgressSubscribers> | undefined;
  obey({
    connect: ({ url }) => {
      subscribed = createProgressSubscribers(String(url), query);
    },
    open: ({ subscriptions, perSocket }) => subscribed?.open(subscriptions as Subscription[], Number(perSocket)),
    haveAll: ({ writes }) => subscribed?.haveAll(writes as Writes),
    latencies: ({ writes }) => subscribed?.latenciesMs(writes as Writes),
  });
}
