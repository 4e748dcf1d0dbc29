import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { sealTokens } from '../connection/token-store.ts';
import { personOf, startTestService, type TestService } from '../test-service.ts';
import { beginSync } from './begin-sync.ts';
import { endAsCancelled } from './end-as-cancelled.ts';
import type { SyncJobRecord } from './sync-job-record.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

const beginParts = () => ({ ...service, sqs: service.aws.sqs, syncQueueUrl: service.aws.queueUrl });
const cancel = (job: SyncJobRecord) =>
  endAsCancelled(job, { ...service, ...service.aws, eventsTopicArn: service.aws.topicArn });

/** A connected firm of which a comparison, that is over, has withheld the deletion of 30 of 100 matters. */
async function firmWithWithheld() {
  const firmId = newId('firm');
  const owner = { firmId, region: 'US' } as const;
  const tokens = { accessToken: 'a', refreshToken: 'r', expiresAtMs: Date.now() + 3_600_000 };
  const sealed = sealTokens(service.envelope, owner, tokens);
  const connection = { ...owner, accountId: firmId, accountName: 'Firm', userName: 'Owner', ...sealed };
  await service.connections.connect(undefined, { ...connection, connectedAt: new Date().toISOString() }, []);
  const comparison = await withhold(firmId);
  return { firmId, comparison, person: personOf(firmId) };
}

async function withhold(firmId: FirmId): Promise<SyncJobRecord['jobId']> {
  const order = { firmId, jobId: newId('syncJob'), requestedByUserId: undefined, kind: 'RECONCILING' } as const;
  const job = await beginSync({ ...order, entities: ['MATTERS'] }, beginParts());
  if (!job) throw new Error('the comparison did not begin');
  const { jobId } = job;
  const found = { firmId, entity: 'MATTERS', jobId } as const;
  const message = 'Clio no longer shows 30 of 100 records.';
  await service.errors.putAll([{ ...found, clioId: undefined, code: 'MASS_DELETION_REFUSED', message }]);
  await service.withheld.put({
    ...found,
    cause: 'MASS_DELETION',
    reason: message,
    records: 30,
    copied: 100,
    viewer: 'the owner',
    withheldAt: new Date().toISOString(),
  });
  await cancel(job);
  return jobId;
}

const accept = `mutation ($input: AcceptWithheldDeletionsInput!) {
  acceptWithheldDeletions(input: $input) { ok { job { id kind entities { type } } } error { code field } }
}`;
const keep = `mutation ($input: KeepWithheldDeletionsInput!) {
  keepWithheldDeletions(input: $input) { ok { withheldDeletion { records decision decidedByUserId } } error { code field } }
}`;
const shown = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Firm {
  withheldDeletions { entity jobId cause reason records copied decision decidedAt decidedByUserId } } } }`;
const errorsOf = `query ($id: ID!) { syncJob(id: $id) { errors { nodes { code decision decidedByUserId } } } }`;

async function accepted(person: ReturnType<typeof personOf>, input: object) {
  return (await service.graph(person, accept, { input })).data.acceptWithheldDeletions;
}

test('what was withheld is shown with its numbers, and accepting it begins a comparison that removes it, said of whom', async () => {
  const { firmId, comparison, person } = await firmWithWithheld();
  const ask = async () =>
    (await service.graph(person, shown, { of: [{ __typename: 'Firm', id: firmId }] })).data._entities[0]
      .withheldDeletions;
  expect(await ask()).toEqual([
    {
      entity: 'MATTERS',
      jobId: comparison,
      cause: 'MASS_DELETION',
      reason: expect.stringContaining('30 of 100'),
      records: 30,
      copied: 100,
      decision: null,
      decidedAt: null,
      decidedByUserId: null,
    },
  ]);
  const { ok } = await accepted(person, { entity: 'MATTERS', jobId: comparison });
  expect(ok.job).toMatchObject({ kind: 'RECONCILING', entities: [{ type: 'MATTERS' }] });
  expect(await service.jobs.find(ok.job.id)).toMatchObject({
    acceptsDeletionsOf: comparison,
    requestedByUserId: person.userId,
  });
  expect(await ask()).toMatchObject([
    { decision: 'ACCEPTED', decidedAt: expect.any(String), decidedByUserId: person.userId },
  ]);
  const errors = await service.graph(person, errorsOf, { id: comparison });
  expect(errors.data.syncJob.errors.nodes).toEqual([
    { code: 'MASS_DELETION_REFUSED', decision: 'ACCEPTED', decidedByUserId: person.userId },
  ]);
});

test('repeating an acceptance by its key answers the same job; a second one is refused while the removal runs', async () => {
  const { comparison, person } = await firmWithWithheld();
  const input = { entity: 'MATTERS', jobId: comparison, idempotencyKey: 'once' };
  const { ok } = await accepted(person, input);
  expect((await accepted(person, input)).ok.job.id).toBe(ok.job.id);
  const second = { error: { code: 'ALREADY_ACCEPTED', field: 'jobId' } };
  expect(await accepted(person, { ...input, idempotencyKey: 'twice' })).toMatchObject(second);
  expect(await accepted(person, { ...input, idempotencyKey: undefined })).toMatchObject(second);
  const { data } = await service.graph(person, keep, { input: { entity: 'MATTERS', jobId: comparison } });
  expect(data.keepWithheldDeletions.error).toEqual(second.error);

  // A removal that came to nothing can be accepted again; the old key still means the old one.
  const removal = await service.jobs.find(ok.job.id);
  if (removal) await cancel(removal);
  expect((await accepted(person, input)).ok.job.id).toBe(ok.job.id);
  const again = await accepted(person, { ...input, idempotencyKey: 'twice' });
  expect(again.ok.job.id).not.toBe(ok.job.id);
});

test('an acceptance whose answer was lost before it was noted is finished by repeating it', async () => {
  const { firmId, comparison, person } = await firmWithWithheld();
  const input = { entity: 'MATTERS', jobId: comparison };
  const first = await accepted(person, input);
  const noted = await service.withheld.find(firmId, 'MATTERS');
  if (!noted) throw new Error('nothing is withheld');
  // As it was before the decision was noted.
  const { decision: _decision, ...before } = noted;
  await service.withheld.remove(firmId, 'MATTERS');
  await service.withheld.put(before);
  expect((await accepted(person, input)).ok.job.id).toBe(first.ok.job.id);
  expect(await service.withheld.find(firmId, 'MATTERS')).toMatchObject({ decision: { kind: 'ACCEPTED' } });
});

test('a decision about what is no longer so is refused, and says what to do', async () => {
  const { firmId, comparison, person } = await firmWithWithheld();
  const both = async (input: object, who = person) => {
    const kept = (await service.graph(who, keep, { input })).data.keepWithheldDeletions.error;
    return [(await accepted(who, input)).error, kept];
  };
  const newer = await withhold(firmId);
  expect(newer).not.toBe(comparison);
  const stale = { code: 'COMPARED_SINCE', field: 'jobId' };
  expect(await both({ entity: 'MATTERS', jobId: comparison })).toEqual([stale, stale]);
  const nothing = { code: 'NOTHING_WITHHELD', field: 'entity' };
  expect(await both({ entity: 'BILLS', jobId: newer })).toEqual([nothing, nothing]);
  const stranger = personOf(newId('firm'));
  expect(await both({ entity: 'MATTERS', jobId: newer }, stranger)).toEqual([nothing, nothing]);
  const order = { firmId, jobId: newId('syncJob'), requestedByUserId: undefined } as const;
  const running = await beginSync(order, beginParts());
  expect((await accepted(person, { entity: 'MATTERS', jobId: newer })).error).toMatchObject({
    code: 'SYNC_ALREADY_RUNNING',
  });
  if (running) await cancel(running);
  const connection = await service.connections.find(firmId);
  if (connection) await service.connections.disconnect(connection, undefined, []);
  expect((await accepted(person, { entity: 'MATTERS', jobId: newer })).error).toMatchObject({
    code: 'CLIO_NOT_CONNECTED',
  });
});

test('keeping them can be repeated, is said of whom, and does not rule out accepting later', async () => {
  const { comparison, person } = await firmWithWithheld();
  const input = { entity: 'MATTERS', jobId: comparison };
  const kept = { records: 30, decision: 'KEPT', decidedByUserId: person.userId };
  for (const _ of [1, 2]) {
    const { data } = await service.graph(person, keep, { input });
    expect(data.keepWithheldDeletions).toEqual({ ok: { withheldDeletion: kept }, error: null });
  }
  expect((await accepted(person, input)).ok.job).toMatchObject({ kind: 'RECONCILING' });
});

test('whoever may start a sync but not change the connection may not decide what is removed', async () => {
  const { firmId, comparison } = await firmWithWithheld();
  const syncer = personOf(firmId, ['clio:read', 'sync:read', 'sync:write']);
  const input = { entity: 'MATTERS', jobId: comparison };
  for (const mutation of [accept, keep]) {
    expect((await service.graph(syncer, mutation, { input })).codes).toEqual(['FORBIDDEN']);
  }
});
