import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { clioTables, timeToLiveInput } from '../tables.ts';
import { personOf, startTestService, type TestService } from '../test-service.ts';
import { newSyncJob, type SyncJobRecord } from './sync-job-record.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString();

/** A job of the firm that ended so many days ago, as its end was written then, with an error of that day. */
async function endedJob(firmId: FirmId, days: number): Promise<SyncJobRecord> {
  const fresh = newSyncJob({ jobId: newId('syncJob'), firmId, requestedByUserId: undefined, entities: ['BILLS'] });
  const at = { startedAt: daysAgo(days + 1), updatedAt: daysAgo(days), finishedAt: daysAgo(days) };
  const job: SyncJobRecord = { ...fresh, ...at, status: 'PARTIAL' };
  await service.jobs.recordEnded(job);
  return job;
}

const history = `query($after: String) { _entities(representations: [{ __typename: "Firm", id: $id }]) {
  ... on Firm { syncJobs(first: 2, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }
} }`;

async function jobsShown(firmId: FirmId): Promise<{ ids: string[]; totalCount: number }> {
  const ids: string[] = [];
  for (let after: string | undefined; ; ) {
    const query = history.replace('$id', JSON.stringify(firmId));
    const { data } = await service.graph(personOf(firmId), query, { after });
    const { nodes, totalCount, pageInfo } = data._entities[0].syncJobs;
    ids.push(...nodes.map(({ id }: { id: string }) => id));
    if (!pageInfo.hasNextPage) return { ids, totalCount };
    after = pageInfo.endCursor;
  }
}

test('a sync is in the history for 90 days after its end, and nobody is shown what DynamoDB has not deleted yet', async () => {
  const firmId = newId('firm');
  const kept = [await endedJob(firmId, 1), await endedJob(firmId, 45), await endedJob(firmId, 89)];
  const over = [await endedJob(firmId, 91), await endedJob(firmId, 92), await endedJob(firmId, 500)];
  expect(await jobsShown(firmId)).toEqual({ ids: kept.map(({ jobId }) => jobId), totalCount: 3 });
  const all = [...kept, ...over].map(({ jobId }) => jobId);
  expect([...(await service.jobs.findMany(all)).keys()].sort()).toEqual(kept.map(({ jobId }) => jobId).sort());
  const { data } = await service.graph(personOf(firmId), `{ syncJob(id: "${over[0]?.jobId}") { id } }`);
  expect(data.syncJob).toBeNull();
  // Its id is free again: an idempotency key begins a new job and is not refused by what is over.
  const again = newSyncJob({ jobId: over[0]?.jobId ?? newId('syncJob'), firmId, requestedByUserId: undefined });
  expect(await service.jobs.create(again)).toBe(true);
  expect((await jobsShown(firmId)).totalCount).toBe(4);
});

test('a job that is not over stays, however old, and one that ends is kept from then on', async () => {
  const firmId = newId('firm');
  const fresh = newSyncJob({ jobId: newId('syncJob'), firmId, requestedByUserId: undefined });
  const old = { ...fresh, startedAt: daysAgo(200), updatedAt: daysAgo(200) };
  await service.jobs.create(old);
  expect((await jobsShown(firmId)).ids).toEqual([old.jobId]);
  await service.jobs.advance(old, { ...old, status: 'FAILED', finishedAt: new Date().toISOString() });
  expect((await jobsShown(firmId)).ids).toEqual([old.jobId]);
});

test('errors outlive the job that shows them, and are shown no longer than that', async () => {
  const firmId = newId('firm');
  const { jobId } = await endedJob(firmId, 1);
  const error = (clioId: string) =>
    ({ jobId, firmId, entity: 'BILLS', clioId, code: 'RECORD_NOT_READABLE', message: 'odd' }) as const;
  await service.errors.putAll([error('1'), error('2')], new Date(daysAgo(121)));
  await service.errors.putAll([error('3')], new Date(daysAgo(119)));
  const asked = `{ syncJob(id: "${jobId}") { errors(first: 1) { nodes { clioId } totalCount } } }`;
  const { data } = await service.graph(personOf(firmId), asked);
  expect(data.syncJob.errors).toEqual({ nodes: [{ clioId: '3' }], totalCount: 1 });
});

test('the tables that grow with time say by which attribute DynamoDB deletes their items', () => {
  const deleting = clioTables.flatMap((table) => timeToLiveInput(table) ?? []);
  expect(deleting.map(({ TableName }) => TableName)).toEqual(['SyncJob', 'SyncError']);
  for (const { TimeToLiveSpecification } of deleting) {
    expect(TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  }
});
