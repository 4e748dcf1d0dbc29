import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { connectionIdOf } from '../connection/clio-connection-record.ts';
import { sealTokens } from '../connection/token-store.ts';
import { personOf, startTestService, type TestService } from '../test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

async function firmWithJob() {
  const firmId = newId('firm');
  await connect(firmId);
  const owner = personOf(firmId);
  const { data } = await service.graph(owner, startSync);
  return { firmId, owner, jobId: data.startSync.ok.job.id as string };
}

async function connect(firmId: FirmId) {
  const region = 'US';
  const sealed = sealTokens(
    service.envelope,
    { firmId, region },
    { accessToken: 'a', refreshToken: 'r', expiresAtMs: Date.now() + 3_600_000 },
  );
  const connection = { firmId, region, accountId: firmId, accountName: 'Firm', userName: 'Owner', ...sealed } as const;
  await service.connections.connect(undefined, { ...connection, connectedAt: new Date().toISOString() }, []);
}

const startSync = 'mutation { startSync(input: {}) { ok { job { id status } } error { code message } } }';
const entities = `query ($of: [_Any!]!) {
  _entities(representations: $of) {
    ... on SyncJob { id status firm { id } }
    ... on ClioConnection { id accountName }
    ... on Firm { id clioConnection { id } latestSyncJob { id } syncJobs { totalCount nodes { id } } }
  }
}`;
const everythingOf = (firmId: FirmId, jobId: string) => ({
  of: [
    { __typename: 'SyncJob', id: jobId },
    { __typename: 'ClioConnection', id: connectionIdOf(firmId) },
    { __typename: 'Firm', id: firmId },
  ],
});

test('a firm sees its own connection and jobs, by query and by reference', async () => {
  const { firmId, owner, jobId } = await firmWithJob();
  const { data } = await service.graph(owner, entities, everythingOf(firmId, jobId));
  const connection = { id: connectionIdOf(firmId) };
  expect(data._entities).toEqual([
    { id: jobId, status: 'QUEUED', firm: { id: firmId } },
    { ...connection, accountName: 'Firm' },
    {
      id: firmId,
      clioConnection: connection,
      latestSyncJob: { id: jobId },
      syncJobs: { totalCount: 1, nodes: [{ id: jobId }] },
    },
  ]);
});

test('another firm gets for each of them exactly what it gets for an unknown id', async () => {
  const { firmId, jobId } = await firmWithJob();
  const stranger = personOf(newId('firm'));
  const foreign = await service.graph(stranger, entities, everythingOf(firmId, jobId));
  const unknown = await service.graph(stranger, entities, everythingOf(newId('firm'), newId('syncJob')));
  expect(foreign.data).toEqual({ _entities: [null, null, null] });
  expect(foreign.text).toBe(unknown.text);

  const query = (id: string) => service.graph(stranger, 'query ($id: ID!) { syncJob(id: $id) { id } }', { id });
  expect((await query(jobId)).text).toBe((await query(newId('syncJob'))).text);

  const cancel = `mutation { cancelSync(input: { jobId: "${jobId}" }) { ok { job { id } } error { code } } }`;
  expect((await service.graph(stranger, cancel)).data.cancelSync).toEqual({
    ok: null,
    error: { code: 'JOB_NOT_FOUND' },
  });
  expect((await service.jobs.find(jobId as never))?.status).toBe('QUEUED');
});

test('a stream of a foreign job is refused like one of an unknown job', async () => {
  const { jobId, owner } = await firmWithJob();
  const stranger = personOf(newId('firm'));
  const watch = (id: string) => `subscription { syncProgress(jobId: "${id}") { id status } }`;
  const foreign = await service.stream(stranger, watch(jobId));
  expect(foreign.states).toEqual([]);
  expect(foreign.errors.map(({ extensions }) => extensions?.code)).toEqual(['NOT_FOUND']);
  for (const id of [newId('syncJob'), 'nonsense']) {
    const unknown = await service.stream(stranger, watch(id));
    expect(unknown.errors.map(({ message }) => message)).toEqual(foreign.errors.map(({ message }) => message));
  }
  const mayNot = await service.stream({ ...owner, scopes: ['clio:read'] }, watch(jobId));
  expect(mayNot.errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
  const anonymous = await service.stream(undefined, watch(jobId));
  expect(anonymous.errors.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHENTICATED']);
});

test('a stream begins with a snapshot, goes forward only and ends after the terminal state', async () => {
  const { owner, jobId } = await firmWithJob();
  const cancel = `mutation { cancelSync(input: { jobId: "${jobId}" }) { ok { job { status } } } }`;
  let cancelled: Promise<unknown> | undefined;
  const query = `subscription { syncProgress(jobId: "${jobId}") { status version percent secondsLeft entities { type status } } }`;
  const { states, errors } = await service.stream(owner, query, () => {
    cancelled ??= service.graph(owner, cancel);
  });
  await cancelled;
  expect(errors).toEqual([]);
  const progress = states.map(({ syncProgress }) => syncProgress);
  expect(progress[0]).toMatchObject({ status: 'QUEUED', version: 1, percent: null, secondsLeft: null });
  expect(progress.at(-1)).toMatchObject({ status: 'CANCELLED', version: 2 });
  const again = await service.stream(owner, query);
  expect(again.states.map(({ syncProgress }) => syncProgress.status)).toEqual(['CANCELLED']);
});

test.each([
  [
    'clio:read',
    '{ _entities(representations: [{ __typename: "Firm", id: "FIRM" }]) { ... on Firm { clioConnection { id } } } }',
  ],
  [
    'sync:read',
    '{ _entities(representations: [{ __typename: "Firm", id: "FIRM" }]) { ... on Firm { latestSyncJob { id } } } }',
  ],
  ['sync:read', '{ syncJob(id: "x") { id } }'],
  ['sync:write', startSync],
  ['sync:write', 'mutation { cancelSync(input: { jobId: "x" }) { error { code } } }'],
  ['clio:write', 'mutation { connectClio(input: { region: US }) { error { code } } }'],
  ['clio:write', 'mutation { disconnectClio(input: { keepData: true }) { error { code } } }'],
])('without %s the service itself refuses: %s', async (scope, query) => {
  const firmId = newId('firm');
  const all = ['clio:read', 'clio:write', 'sync:read', 'sync:write'];
  const person = personOf(
    firmId,
    all.filter((one) => one !== scope),
  );
  const answer = await service.graph(person, query.replace('FIRM', firmId));
  expect(answer.codes).toEqual(['FORBIDDEN']);
  // A stranger's firm is null by reference; everything else is refused.
  const anonymous = await service.graph(undefined, query.replace('FIRM', firmId));
  expect(anonymous.data?._entities ?? anonymous.codes).toEqual(
    query.includes('_entities') ? [null] : ['UNAUTHENTICATED'],
  );
});

test('a list of a thousand and a cursor of somebody else are refused in words', async () => {
  const { firmId, owner } = await firmWithJob();
  const list = (args: string) =>
    service.graph(
      owner,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Firm { syncJobs(${args}) { nodes { id } } } } }`,
      {
        of: [{ __typename: 'Firm', id: firmId }],
      },
    );
  const thousand = await list('first: 1000');
  expect(thousand.codes).toEqual(['BAD_USER_INPUT']);
  expect(thousand.text).toContain('between 1 and 100');
  expect((await list('after: "nonsense"')).codes).toEqual(['BAD_USER_INPUT']);
});

test('a delivery to a webhook that nobody registered is refused for good, in JSON without a stack', async () => {
  const post = (body: string) =>
    fetch(`${service.origin}/clio/webhooks/some-key`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
  const bodies = [
    '{"data":',
    '[]',
    '{"data":{}}',
    '',
    '{"data":{"id":1},"meta":{"event":"created"}}',
    `"${'x'.repeat(300_000)}"`,
  ];
  const answers = await Promise.all(bodies.map(post));
  expect(answers.map(({ status }) => status)).toEqual([410, 410, 410, 410, 410, 413]);
  for (const answer of answers) {
    const text = await answer.text();
    expect(JSON.parse(text)).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
    expect(text).not.toMatch(/\bat .*:\d+/);
  }
});

test('a connection names the kinds of records whose copy is late, and none where all is in time', async () => {
  const { firmId, owner } = await firmWithJob();
  const query = `query ($of: [_Any!]!) {
    _entities(representations: $of) { ... on ClioConnection { staleEntities } }
  }`;
  const of = [{ __typename: 'ClioConnection', id: connectionIdOf(firmId) }];
  const named = async () => (await service.graph(owner, query, { of })).data._entities[0].staleEntities;
  expect(await named()).toEqual([]);
  const connection = await service.connections.find(firmId);
  if (!connection) throw new Error('there is no connection');
  await service.connections.setStale(connection, ['MATTERS', 'BILLS'], []);
  expect(await named()).toEqual(['MATTERS', 'BILLS']);
});
