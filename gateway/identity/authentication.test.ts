import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { eventually } from '../testing/eventually.ts';
import { otherFirm, ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { ed25519, person } from '../testing/test-keys.ts';

let graph: TestGraph;
const query = `{ firm(id: "${ownFirm}") { name } }`;
const owner = () => person(['firm:read'], ownFirm);
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
});

async function refusalOf(token: string) {
  const { status, body, headers } = await graph.post(query, { token });
  return {
    status,
    code: body.errors?.[0]?.extensions['code'],
    reason: body.errors?.[0]?.extensions['reason'],
    challenge: headers.get('www-authenticate'),
  };
}
const invalid = { status: 401, code: 'UNAUTHENTICATED', reason: 'invalid', challenge: 'Bearer error="invalid_token"' };

test('a good token is somebody, no token is nobody, and a bad one is never taken for nobody', async () => {
  expect((await graph.post(query, { token: await graph.token(owner()) })).body).toEqual({
    data: { firm: { name: 'Own LLP' } },
  });
  expect((await graph.post('{ plans { code } }')).body).toEqual({ data: { plans: [{ code: 'trial' }] } });
  const { status } = await graph.post('{ plans { code } }', { headers: { authorization: 'Bearer nonsense' } });
  expect(status).toBe(401);
});

test('an expired token says so', async () => {
  const token = await graph.token(owner(), { expiresIn: -6 });
  expect(await refusalOf(token)).toEqual({ ...invalid, reason: 'expired' });
  // Clocks may differ by a few seconds.
  expect((await graph.post(query, { token: await graph.token(owner(), { expiresIn: -2 }) })).status).toBe(200);
});

test('a token by another key, issuer or audience, or without its claims, is refused', async () => {
  const foreign = ed25519('auth-1');
  expect(await refusalOf(await graph.token(owner(), { key: foreign.private }))).toEqual(invalid);
  expect(await refusalOf(await graph.token(owner(), { issuer: 'https://elsewhere.test' }))).toEqual(invalid);
  expect(await refusalOf(await graph.token(owner(), { audience: 'another-product' }))).toEqual(invalid);
  expect(await refusalOf(await graph.token(owner(), { claims: { sid: undefined } }))).toEqual(invalid);
  expect(await refusalOf(await graph.token(owner(), { claims: { firm: 'not-an-id' } }))).toEqual(invalid);
  expect(await refusalOf(await graph.token(owner(), { claims: { role: 'emperor' } }))).toEqual(invalid);
});

test('a token without a signature, or signed with the public key as a secret, is refused', async () => {
  const [, payload = ''] = (await graph.token(owner())).split('.');
  const head = (alg: string) => Buffer.from(JSON.stringify({ alg, kid: 'auth-1' })).toString('base64url');
  expect(await refusalOf(`${head('none')}.${payload}.`)).toEqual(invalid);
  const signed = `${head('HS256')}.${payload}`;
  const signature = createHmac('sha256', 'the public key').update(signed).digest('base64url');
  expect(await refusalOf(`${signed}.${signature}`)).toEqual(invalid);
});

test('made-up key ids are refused without a storm of requests for keys', async () => {
  await graph.post(query, { token: await graph.token(owner()) });
  const before = graph.jwksFetches();
  for (let count = 0; count < 10; count += 1) {
    expect(await refusalOf(await graph.token(owner(), { key: ed25519(`made-up-${count}`).private }))).toEqual(invalid);
  }
  expect(graph.jwksFetches() - before).toBeLessThanOrEqual(1);
});

test('a revoked session is refused while its token would still be good', async () => {
  const leaving = owner();
  const token = await graph.token(leaving);
  expect((await graph.post(query, { token })).status).toBe(200);
  graph.revoke(leaving.sessionId);
  const refusal = await eventually(
    () => refusalOf(token),
    ({ status }) => status === 401,
  );
  expect(refusal).toEqual({ ...invalid, reason: 'revoked' });
});

test('while auth is away, known keys and the last revocations stay in force', async () => {
  const leaving = owner();
  graph.revoke(leaving.sessionId);
  const gone = await graph.token(leaving);
  await eventually(
    () => refusalOf(gone),
    ({ status }) => status === 401,
  );
  graph.setAuthDown(true);
  try {
    // The list of revocations has been asked for in vain more than once.
    await eventually(graph.authBrokenOff, (count) => count > 2);
    expect((await graph.post(query, { token: await graph.token(owner()) })).status).toBe(200);
    expect((await refusalOf(gone)).reason).toBe('revoked');
  } finally {
    graph.setAuthDown(false);
  }
});

test('a gateway that never had the keys says that it is unwell, not that the token is', async () => {
  const fresh = await startTestGraph();
  try {
    fresh.setAuthDown(true);
    const { status, body } = await fresh.post(query, { token: await fresh.token(owner()) });
    expect(status).toBe(503);
    expect(body.errors?.[0]?.extensions['code']).toBe('SERVICE_UNAVAILABLE');
  } finally {
    await fresh[Symbol.asyncDispose]();
  }
});

test('a gateway that starts while auth is away serves no session of which it cannot know whether it was revoked', async () => {
  const late = await startTestGraph({ revocationsUrl: 'http://127.0.0.1:1/revocations' });
  try {
    const { status, body } = await late.post(query, { token: await late.token(owner()) });
    expect([status, body.errors?.[0]?.extensions]).toMatchObject([
      503,
      { code: 'SERVICE_UNAVAILABLE', reason: 'unavailable' },
    ]);
    // Who claims to be nobody is served: there is nothing to revoke.
    expect((await late.post('{ plans { code } }')).status).toBe(200);
  } finally {
    await late[Symbol.asyncDispose]();
  }
});

test('the principal arrives at the subgraph, and nothing that the client sent besides', async () => {
  const someone = owner();
  graph.accounts.calls.length = 0;
  graph.accounts.principals.length = 0;
  await graph.post(query, {
    token: await graph.token(someone),
    headers: {
      'x-user-id': newId('user'),
      'x-forwarded-for': '6.6.6.6',
      cookie: 'a=b',
      'x-request-id': 'request-0001',
    },
  });
  expect(graph.accounts.principals).toEqual([
    {
      kind: 'user',
      userId: someone.userId,
      firmId: ownFirm,
      role: 'owner',
      scopes: ['firm:read'],
      sessionId: someone.sessionId,
      sessionVersion: 1,
    },
  ]);
  const { headers } = graph.accounts.calls[0] ?? { headers: {} };
  expect(headers).toMatchObject({ 'x-request-id': 'request-0001' });
  expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['cookie']));
  expect(Object.keys(headers).filter((name) => /x-user|forwarded|cookie/.test(name))).toEqual([]);
});

test('a subgraph that is called past the gateway answers nobody, entities included', async () => {
  const entities = `{ _entities(representations: [{ __typename: "Firm", id: "${otherFirm}" }]) { ... on Firm { name } } }`;
  const direct = async (token?: string) =>
    (
      await fetch(graph.accounts.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify({ query: entities }),
      })
    ).status;
  expect(await direct()).toBe(401);
  // The client's own access token, a token by somebody who calls himself gateway, and a real one for another subgraph.
  expect(await direct(await graph.token(person(['firm:read'], otherFirm)))).toBe(401);
  expect(
    await direct(
      await graph.token(owner(), { key: ed25519('gateway').private, issuer: 'gateway', audience: 'accounts' }),
    ),
  ).toBe(401);
  await graph.post('{ size }', { token: await graph.token(owner()) });
  const forData = String(graph.data.calls.at(-1)?.headers['authorization']).slice('Bearer '.length);
  expect(await direct(forData)).toBe(401);
});

test('a person of one firm sees nothing of the other, by id or by reference', async () => {
  const { body } = await graph.post(`{ a: firm(id: "${otherFirm}") { name } b: firm(id: "frm_unknown") { name } }`, {
    token: await graph.token(owner()),
  });
  expect(body).toEqual({ data: { a: null, b: null } });
});
