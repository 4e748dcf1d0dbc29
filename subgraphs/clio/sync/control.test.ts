import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { parseMessage, RetryRecord, SyncPage } from '@smarterfirms/platform/messages';
import { sealTokens } from '../connection/token-store.ts';
import { personOf, startTestService, type TestService } from '../test-service.ts';
import { beginSync } from './begin-sync.ts';
import { noteDeadLetter } from './dead-letters.ts';
import { settleJob } from './settle-job.ts';
import type { SyncErrorCode } from './sync-error-records.ts';
import type { SyncJobRecord } from './sync-job-record.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

const settleParts = () => ({ ...service, ...service.aws, eventsTopicArn: service.aws.topicArn });
const beginParts = () => ({ ...service, sqs: service.aws.sqs, syncQueueUrl: service.aws.queueUrl });

async function connectedFirm(): Promise<FirmId> {
  const firmId = newId('firm');
  const owner = { firmId, region: 'US' } as const;
  const tokens = { accessToken: 'a', refreshToken: 'r', expiresAtMs: Date.now() + 3_600_000 };
  const sealed = sealTokens(service.envelope, owner, tokens);
  const connection = { ...owner, accountId: firmId, accountName: 'Firm', userName: 'Owner', ...sealed };
  await service.connections.connect(undefined, { ...connection, connectedAt: new Date().toISOString() }, []);
  return firmId;
}

async function runningJob(firmId: FirmId): Promise<SyncJobRecord> {
  const order = { firmId, jobId: newId('syncJob'), requestedByUserId: undefined, kind: 'RECONCILING' } as const;
  const job = await beginSync({ ...order, entities: ['MATTERS', 'BILLS'] }, beginParts());
  if (!job) throw new Error('the job did not begin');
  return job;
}

/** A job of which the bills failed, and the matters are there. */
async function partialJob(firmId: FirmId): Promise<SyncJobRecord> {
  const job = await runningJob(firmId);
  const counts = { fetched: 10, inserted: 4, changed: 3, unchanged: 3, rejected: 1, deleted: 2 };
  const entities = job.entities.map((entity) => ({
    ...entity,
    ...counts,
    status: entity.type === 'BILLS' ? ('FAILED' as const) : ('COMPLETED' as const),
  }));
  const finishedAt = new Date(Date.parse(job.startedAt) + 61_500).toISOString();
  const ended = await service.jobs.advance(job, { ...job, status: 'PARTIAL', entities, finishedAt });
  if (!ended) throw new Error('the job did not end');
  await settleJob(ended, settleParts());
  return ended;
}

async function errorOf(
  { jobId, firmId }: SyncJobRecord,
  clioId: string | undefined,
  code: SyncErrorCode = 'RECORD_NOT_READABLE',
) {
  await service.errors.putAll([{ jobId, firmId, entity: 'MATTERS', clioId, code, message: `field ${clioId}` }]);
}

const retryEntity = `mutation ($input: RetrySyncEntityInput!) {
  retrySyncEntity(input: $input) { ok { job { id kind status entities { type status } } } error { code field } }
}`;
const retryError = `mutation ($input: RetrySyncErrorInput!) {
  retrySyncError(input: $input) { ok { syncError { id retrying } } error { code field } }
}`;
const redriveAll = 'mutation { redriveDeadLetters { ok { redriven } error { code } } }';
const errorsOf = `query ($id: ID!, $first: Int!, $after: String) { syncJob(id: $id) {
  errors(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id jobId entity clioId code message advice createdAt retryable retrying }
  } } }`;

test('a type that failed is gone on with by a job of it alone, one however often that is asked for', async () => {
  const firmId = await connectedFirm();
  const owner = personOf(firmId);
  const failed = await partialJob(firmId);
  service.aws.drain();
  const input = { jobId: failed.jobId, entity: 'BILLS' };
  const [first, second] = [
    await service.graph(owner, retryEntity, { input }),
    await service.graph(owner, retryEntity, { input }),
  ];
  const { job } = first.data.retrySyncEntity.ok;
  expect(job).toMatchObject({ kind: 'RECONCILING', entities: [{ type: 'BILLS', status: 'QUEUED' }] });
  expect(second.data.retrySyncEntity.ok.job.id).toBe(job.id);
  expect(await service.jobs.find(job.id)).toMatchObject({ continuesJobId: failed.jobId });
  const sent = service.aws.drain().map((body) => parseMessage(SyncPage, body));
  expect(new Set(sent.map(({ jobId, entity }) => `${jobId} ${entity}`))).toEqual(new Set([`${job.id} BILLS`]));
});

test('only what a sync of the firm left unfinished is gone on with, and not while another sync runs', async () => {
  const firmId = await connectedFirm();
  const failed = await partialJob(firmId);
  const ask = async (input: object, person = personOf(firmId)) =>
    (await service.graph(person, retryEntity, { input })).data.retrySyncEntity.error;
  expect(await ask({ jobId: failed.jobId, entity: 'MATTERS' })).toEqual({
    code: 'ENTITY_NOT_RETRYABLE',
    field: 'entity',
  });
  expect(await ask({ jobId: failed.jobId, entity: 'TASKS' })).toMatchObject({ code: 'ENTITY_NOT_RETRYABLE' });
  const stranger = personOf(await connectedFirm());
  expect(await ask({ jobId: failed.jobId, entity: 'BILLS' }, stranger)).toMatchObject({ code: 'JOB_NOT_FOUND' });
  expect(await ask({ jobId: 'nonsense', entity: 'BILLS' })).toMatchObject({ code: 'JOB_NOT_FOUND' });
  const running = await runningJob(firmId);
  expect(await ask({ jobId: running.jobId, entity: 'BILLS' })).toMatchObject({ code: 'SYNC_ALREADY_RUNNING' });
  expect(await ask({ jobId: failed.jobId, entity: 'BILLS' })).toMatchObject({ code: 'SYNC_ALREADY_RUNNING' });
});

test('the records that a sync could not read are listed page by page, each once, with what to do', async () => {
  const firmId = await connectedFirm();
  const job = await partialJob(firmId);
  for (const clioId of ['1', '2', '3', '4', '5']) await errorOf(job, clioId);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await service.graph(personOf(firmId), errorsOf, { id: job.jobId, first: 2, after });
    const { nodes, totalCount, pageInfo } = data.syncJob.errors;
    expect(totalCount).toBe(5);
    expect(nodes[0]).toMatchObject({
      jobId: job.jobId,
      entity: 'MATTERS',
      code: 'RECORD_NOT_READABLE',
      advice: expect.stringMatching(/Clio/),
      retryable: true,
      retrying: false,
    });
    seen.push(...nodes.map(({ clioId }: { clioId: string }) => clioId));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  expect(seen.sort()).toEqual(['1', '2', '3', '4', '5']);
});

test('the history says how long a sync took and what it did', async () => {
  const firmId = await connectedFirm();
  const job = await partialJob(firmId);
  const fields = 'durationSeconds counts { fetched inserted changed unchanged deleted rejected }';
  const { data } = await service.graph(personOf(firmId), `query ($id: ID!) { syncJob(id: $id) { ${fields} } }`, {
    id: job.jobId,
  });
  expect(data.syncJob).toEqual({
    durationSeconds: 62,
    counts: { fetched: 20, inserted: 8, changed: 6, unchanged: 6, deleted: 4, rejected: 2 },
  });
});

test('a record that could not be read is asked for once more, and says so until it was tried', async () => {
  const firmId = await connectedFirm();
  const job = await partialJob(firmId);
  await errorOf(job, '17');
  await errorOf(job, undefined, 'MASS_DELETION_REFUSED');
  const listed = await service.errors.ofJob(job.jobId, 10);
  const idOf = (code: string) => listed.find((error) => error.code === code)?.errorId;
  const ask = async (errorId: string | undefined, person = personOf(firmId)) =>
    (await service.graph(person, retryError, { input: { jobId: job.jobId, errorId } })).data.retrySyncError;
  const readable = idOf('RECORD_NOT_READABLE');
  expect((await ask(readable)).ok).toEqual({ syncError: { id: readable, retrying: true } });
  const [message] = service.aws.drain('targets');
  expect(parseMessage(RetryRecord, message ?? '')).toEqual({ firmId, jobId: job.jobId, errorId: readable });

  expect((await ask(idOf('MASS_DELETION_REFUSED'))).error).toMatchObject({ code: 'NOT_RETRYABLE' });
  expect((await ask(newId('syncError'))).error).toMatchObject({ code: 'ERROR_NOT_FOUND' });
  const stranger = personOf(await connectedFirm());
  expect((await ask(readable, stranger)).error).toMatchObject({ code: 'ERROR_NOT_FOUND' });
  expect(service.aws.messages('targets')).toEqual([]);
});

test("work that was put aside goes on when a person says so, and only the firm's own", async () => {
  const firmId = await connectedFirm();
  const job = await runningJob(firmId);
  service.aws.drain();
  const MessageBody = JSON.stringify({ kind: 'SyncPage', body: { jobId: job.jobId, firmId, entity: 'BILLS' } });
  await service.aws.sqs.send(new SendMessageCommand({ QueueUrl: service.aws.urlOf('dead'), MessageBody }));
  await noteDeadLetter({ jobId: job.jobId, entity: 'BILLS' }, true, service.jobs);

  const stranger = await service.graph(personOf(await connectedFirm()), redriveAll);
  expect(stranger.data.redriveDeadLetters).toEqual({ ok: null, error: { code: 'NO_DEAD_LETTERS' } });
  const { data } = await service.graph(personOf(firmId), redriveAll);
  expect(data.redriveDeadLetters).toEqual({ ok: { redriven: 1 }, error: null });
  expect(service.aws.drain().map((body) => parseMessage(SyncPage, body))).toEqual([
    { jobId: job.jobId, firmId, entity: 'BILLS' },
  ]);
  expect(await service.jobs.find(job.jobId)).not.toHaveProperty('deadLettered');
});

test('nothing of a sync is steered without the permission to', async () => {
  const firmId = await connectedFirm();
  const job = await partialJob(firmId);
  const reader = personOf(firmId, ['sync:read']);
  const input = { jobId: job.jobId, entity: 'BILLS' };
  expect((await service.graph(reader, retryEntity, { input })).codes).toEqual(['FORBIDDEN']);
  const errorInput = { jobId: job.jobId, errorId: newId('syncError') };
  expect((await service.graph(reader, retryError, { input: errorInput })).codes).toEqual(['FORBIDDEN']);
  expect((await service.graph(reader, redriveAll)).codes).toEqual(['FORBIDDEN']);
  const writer = personOf(firmId, ['sync:write']);
  expect((await service.graph(writer, errorsOf, { id: job.jobId, first: 5 })).codes).toEqual(['FORBIDDEN']);
});
