import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { callSealHeader, createCallSealer } from '@smarterfirms/platform/call-seal';
import { createServiceTokenSigner } from '@smarterfirms/platform/service-token';
import pg from 'pg';
import { bytesInClio, clioFirm } from '../clio-world.ts';
import { call, graphUrl } from '../graph-client.ts';
import { type Firm, signUpOwner } from '../owner.ts';
import { firstEventOf } from '../progress-stream.ts';
import { dataDirectory, runningStack } from '../running-stack.ts';

const stack = runningStack();
let ours: Firm;
let theirs: Firm;
let theirMatterId: string;
let theirJobId: string;

beforeAll(async () => {
  const [first, second] = [await clioFirm(stack, 'wall, first'), await clioFirm(stack, 'wall, second')];
  ours = await (await signUpOwner(stack.urls, 'Ines Halloran')).createFirm({ name: 'Halloran Law' });
  theirs = await (await signUpOwner(stack.urls, 'Tomas Reyes')).createFirm({ name: 'Reyes Advocates' });
  await ours.connectClio({ login: first.login });
  await theirs.connectClio({ login: second.login });
  await ours.jobUntilDone();
  theirJobId = (await theirs.jobUntilDone()).id;
  const { firm } = await theirs.ask<{ firm: { matters: { nodes: { id: string }[] } } }>(
    '{ firm { matters(first: 1) { nodes { id } } } }',
  );
  theirMatterId = firm.matters.nodes[0]?.id ?? '';
  expect(theirMatterId).toMatch(/^mat_/);
});

test("the content of a document is Clio's to the byte, and another firm cannot ask for it", async () => {
  const { accountId } = await clioFirm(stack, 'wall, first');
  const { firm } = await ours.ask<{
    firm: { documents: { nodes: { id: string; clioId: string; sizeBytes: number }[] } };
  }>('{ firm { documents(first: 20) { nodes { id clioId sizeBytes } } } }');
  const document = firm.documents.nodes.find(({ sizeBytes }) => sizeBytes > 0);
  if (!document) throw new Error('the firm has no document');
  const query =
    'mutation ($input: RequestDocumentContentInput!) { requestDocumentContent(input: $input) { ok { content { state } } error { code } } }';
  const refused = { requestDocumentContent: { ok: null, error: { code: 'DOCUMENT_NOT_FOUND' } } };
  expect((await theirs.call(query, { input: { documentId: document.id } })).data).toEqual(refused);

  const content = await ours.documentContent(document.id);
  expect(content).toMatchObject({ state: 'READY', problem: null });
  const response = await fetch(content.link?.url ?? '');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.length).toBe(document.sizeBytes);
  expect(bytes.equals(await bytesInClio(stack, accountId, document.clioId))).toBe(true);
  // Stored now, and still nobody else's.
  expect((await theirs.call(query, { input: { documentId: document.id } })).data).toEqual(refused);
  const look = 'query ($id: ID!) { documentContent(documentId: $id) { state link { url } } }';
  expect((await theirs.call(look, { id: document.id })).data).toEqual({ documentContent: null });
});

test('a foreign firm, matter and job look exactly like unknown ones', async () => {
  const query =
    'query ($firm: ID!, $matter: ID!, $job: ID!) { firm(id: $firm) { id name } matter(id: $matter) { id } syncJob(id: $job) { id } }';
  const foreign = await ours.call(query, { firm: theirs.id, matter: theirMatterId, job: theirJobId });
  const unknown = await ours.call(query, {
    firm: `frm_${'0'.repeat(26)}`,
    matter: `mat_${'0'.repeat(26)}`,
    job: `job_${'0'.repeat(26)}`,
  });
  expect(foreign.data).toEqual({ firm: null, matter: null, syncJob: null });
  expect(foreign).toEqual({ ...unknown, requestId: foreign.requestId });
});

test('the lists of two firms share no row', async () => {
  const idsOf = async (firm: Firm) => {
    const ids = new Set<string>();
    for (let after: string | null = null; ; ) {
      const page: {
        firm: { matters: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
      } = await firm.ask(
        'query ($after: String) { firm { matters(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }',
        { after },
      );
      for (const { id } of page.firm.matters.nodes) ids.add(id);
      if (!page.firm.matters.pageInfo.hasNextPage) return ids;
      after = page.firm.matters.pageInfo.endCursor;
    }
  };
  const [a, b] = [await idsOf(ours), await idsOf(theirs)];
  expect(a.size).toBeGreaterThan(0);
  expect(b.size).toBeGreaterThan(0);
  expect([...a].filter((id) => b.has(id))).toEqual([]);
});

test('no access token is minted for a firm one does not belong to', async () => {
  const { data } = await call({
    url: graphUrl(stack.urls),
    query: `mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { ok { accessToken } error { code } } }`,
    variables: { input: { sessionToken: ours.owner.sessionToken, firmId: theirs.id } },
  });
  expect(data).toEqual({ createAccessToken: { ok: null, error: { code: 'NOT_A_MEMBER' } } });
});

test('a foreign job can be neither watched nor cancelled', async () => {
  const event = await firstEventOf(stack, await ours.token(), theirJobId);
  expect(event).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  const { data } = await ours.call(
    'mutation ($input: CancelSyncInput!) { cancelSync(input: $input) { ok { job { id } } error { code } } }',
    { input: { jobId: theirJobId } },
  );
  expect(data).toEqual({ cancelSync: { ok: null, error: { code: 'JOB_NOT_FOUND' } } });
});

test('people see only their own memberships and notifications', async () => {
  const { me } = await ours.ask<{
    me: { memberships: { firm: { id: string } }[]; notifications: { nodes: { href: string }[] } };
  }>('{ me { memberships { firm { id name } } notifications(first: 100) { nodes { href } } } }');
  expect(me.memberships.map(({ firm }) => firm.id)).toEqual([ours.id]);
  expect(JSON.stringify(me.notifications)).not.toContain(theirs.id);
});

test.each(['auth', 'accounts', 'clio', 'data', 'notifications'] as const)(
  'the %s subgraph answers nobody but the gateway and our services',
  async (subgraph) => {
    const url = `${stack.urls[subgraph]}/graphql`;
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    const variables = { r: [{ __typename: 'Firm', id: theirs.id }] };
    for (const token of [undefined, await ours.token(), ours.owner.sessionToken]) {
      const answer = await call({ url, query: entities, variables, token });
      expect(answer.status).toBe(401);
      expect(answer.data).toBeUndefined();
      expect((await call({ url, query: '{ _service { sdl } }', token })).status).toBe(401);
    }
  },
);

test.each(['auth', 'accounts', 'clio', 'data', 'notifications'] as const)(
  'what the gateway has sent to the %s subgraph is of no use to who has heard it',
  async (subgraph) => {
    const { signingKeys, callSealSecret } = JSON.parse(readFileSync(join(dataDirectory, 'secrets.json'), 'utf8'));
    const signer = await createServiceTokenSigner('gateway', signingKeys.gateway);
    const authorization = `Bearer ${await signer.sign(subgraph, undefined)}`;
    const seal = createCallSealer([callSealSecret]);
    const query = '{ _service { sdl } }';
    const sealed = { authorization, [callSealHeader]: seal(authorization, JSON.stringify({ query })) };
    const send = async (headers: Record<string, string>, asked = query) =>
      (await call({ url: `${stack.urls[subgraph]}/graphql`, query: asked, headers })).status;
    expect({
      missing: await send({ authorization }),
      altered: await send(sealed, '{ __typename }'),
      first: await send(sealed),
      replayed: await send(sealed),
      again: await send({ authorization, [callSealHeader]: seal(authorization, JSON.stringify({ query })) }),
    }).toEqual({ missing: 401, altered: 401, first: 200, replayed: 401, again: 200 });
  },
);

test('the gateway serves no federation internals', async () => {
  const answer = await ours.call('{ _service { sdl } _entities(representations: []) { __typename } }');
  expect(answer.data ?? null).toBeNull();
  expect(answer.errors?.length).toBeGreaterThan(0);
});

test('PostgreSQL shows the service no row without a firm, and only that firm’s rows with one', async () => {
  const client = new pg.Client(stack.databases.data_service);
  await client.connect();
  try {
    for (const table of ['matter', 'contact', 'activity', 'bill', 'line_item', 'timekeeper']) {
      const bare = await client.query(`select count(*)::int as n from ${table}`);
      expect(bare.rows).toEqual([{ n: 0 }]);
      await client.query('begin');
      await client.query("select set_config('app.firm_id', $1, true)", [ours.id]);
      const { rows } = await client.query(`select distinct firm_id from ${table}`);
      await client.query('commit');
      expect(rows).toEqual([{ firm_id: ours.id }]);
    }
  } finally {
    await client.end();
  }
});
