import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { callSealHeader, createCallSealer } from '@smarterfirms/platform/call-seal';
import { otherFirm, ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { callSealSecret, ed25519, person } from '../testing/test-keys.ts';

/** What only a federation can get wrong, and the advisories about it. */
let graph: TestGraph;
/** The same, where the subgraph `data` answers whatever a test says. */
let mixed: TestGraph;
let answer: (body: string) => string;
const seen: IncomingMessage[] = [];
const data = createServer(async (request: IncomingMessage, response: ServerResponse) => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  seen.push(request);
  response.setHeader('content-type', 'application/json');
  response.end(answer(body));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => data.listen(0, '127.0.0.1', resolve));
  graph = await startTestGraph();
  mixed = await startTestGraph({}, { data: `http://127.0.0.1:${(data.address() as AddressInfo).port}/graphql` });
});
beforeEach(() => {
  for (const { calls } of [graph.accounts, graph.clio, graph.data]) calls.length = 0;
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  await mixed[Symbol.asyncDispose]();
  data.closeAllConnections();
  await new Promise((resolve) => data.close(resolve));
});

const own = (of: TestGraph, ...scopes: string[]) => of.token(person(['firm:read', 'matters:read', ...scopes], ownFirm));
const clock = `{ firm(id: "${ownFirm}") { name clock } }`;

test('the entrance of the gateway to subgraphs is not one for clients', async () => {
  const token = await own(graph);
  for (const query of [
    `{ _entities(representations: [{ __typename: "Firm", id: "${otherFirm}" }]) { ... on Firm { name } } }`,
    '{ _service { sdl } }',
    '{ __type(name: "_Entity") { name } }',
    `query($r: [_Any!]!) { _entities(representations: $r) { __typename } }`,
  ]) {
    const { status, body } = await graph.post(query, { token, variables: { r: [] } });
    expect([query, status, body.data]).toEqual([query, 400, undefined]);
  }
  expect(graph.accounts.calls).toHaveLength(0);
});

test('a subgraph that is called past the gateway, with an old, foreign or altered token, or for another subgraph, answers 401', async () => {
  await graph.post(`{ firm(id: "${ownFirm}") { name clock } }`, { token: await own(graph) });
  const forAccounts = String(graph.accounts.calls.at(-1)?.headers['authorization']).slice('Bearer '.length);
  const forData = String(graph.data.calls.at(-1)?.headers['authorization']).slice('Bearer '.length);
  const [head = '', payload = '', signature = ''] = forAccounts.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const altered = Buffer.from(JSON.stringify({ ...claims, exp: 9_999_999_999 })).toString('base64url');
  const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  const body = JSON.stringify({ query: '{ plans { code } }' });
  const seal = createCallSealer([callSealSecret]);
  // What is wrong is the token alone: sealed-calls.test.ts has the seals.
  const withToken = (authorization: string) => ({ authorization, [callSealHeader]: seal(authorization, body) });
  const call = async (token: string | undefined) =>
    (
      await fetch(graph.accounts.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? withToken(`Bearer ${token}`) : {}) },
        body,
      })
    ).status;
  expect(await call(forAccounts)).toBe(200);
  for (const token of [
    undefined,
    forData,
    `${head}.${altered}.${signature}`,
    `${none}.${payload}.`,
    await graph.token(person([]), { key: ed25519('gateway').private, issuer: 'gateway', audience: 'accounts' }),
    await graph.token(person([])),
  ])
    expect(await call(token)).toBe(401);
});

test('two people with the same operation never share an answer, at the same time or after another', async () => {
  const query = `query Same($id: ID!) { firm(id: $id) { name clock matters { title } } }`;
  const ask = async (firm: string, asked: string) =>
    (
      await graph.post(query, {
        token: await graph.token(person(['firm:read', 'matters:read'], firm)),
        variables: { id: asked },
      })
    ).body.data.firm?.name ?? null;
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, at) => (at % 2 ? ask(ownFirm, ownFirm) : ask(otherFirm, ownFirm))),
  );
  expect(answers).toEqual(Array.from({ length: 30 }, (_, at) => (at % 2 ? 'Own LLP' : null)));
  expect(await ask(otherFirm, otherFirm)).toBe('Other LLP');
});

test('answers are private to who asked for them', async () => {
  const { headers } = await graph.post('{ plans { code } }');
  expect(headers.get('cache-control')).toBe('no-store');
});

test('a mutation is sent once, also where many send the same one at once', async () => {
  const token = await graph.token(person(['firm:write'], ownFirm));
  await Promise.all(Array.from({ length: 8 }, () => graph.post('mutation { rename(name: "x") { name } }', { token })));
  expect(graph.accounts.calls.filter(({ query }) => query.includes('rename'))).toHaveLength(8);
});

test('names of a prototype in what a subgraph sends are only names (GHSA-pfjj-6f4p-rvmh)', async () => {
  const poisons = [
    '{"data":{"_entities":[{"__proto__":{"polluted":1},"clock":"noon"}]}}',
    '{"data":{"_entities":[{"constructor":{"prototype":{"polluted":1}},"clock":"noon"}]}}',
    '{"data":{"__proto__":{"polluted":1},"_entities":[{"clock":"noon"}]}}',
    '{"data":{"_entities":[{"__typename":"__proto__","clock":"noon"}]}}',
  ];
  for (const poison of poisons) {
    answer = () => poison;
    const { status, text } = await mixed.post(clock, { token: await own(mixed) });
    expect([poison, status]).toEqual([poison, 200]);
    expect(text).not.toContain('polluted');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  }
  answer = () => '{"data":{"_entities":[{"toString":"noon"}]}}';
  const { body } = await mixed.post(`{ firm(id: "${ownFirm}") { toString: clock constructor: name } }`, {
    token: await own(mixed),
  });
  expect(body.data.firm.constructor).toBe('Own LLP');
});

test('what a subgraph says of itself in an error stays here, and entities that are none cost their fields', async () => {
  const answers = [
    '{"data":{"_entities":null}}',
    '{"data":null,"errors":[{"message":"at Object.<anonymous> (/srv/data/dist/server.js:1:2)","extensions":{"code":"INTERNAL_SERVER_ERROR","stacktrace":["secret.ts:7"],"exception":{"host":"db.internal"}}}]}',
    '{"data":{"_entities":{"0":{"clock":"noon"}}}}',
    '{"data":{"_entities":[{"clock":{"nested":"db.internal"}}]}}',
    '{"errors":[{"message":"connect ECONNREFUSED 10.0.0.7:5432"}]}',
    `{"errors":[{"message":"Syntax Error in query($representations:[_Any!]!){_entities(representations:$representations)"}]}`,
    '{"errors":"db.internal"}',
    '[]',
    'null',
  ];
  for (const text of answers) {
    answer = () => text;
    const { status, body, text: told } = await mixed.post(clock, { token: await own(mixed) });
    expect([text, status, body.data]).toEqual([text, 200, { firm: { name: 'Own LLP', clock: null } }]);
    expect(body.errors?.length).toBeGreaterThan(0);
    expect(told).not.toMatch(/db\.internal|\.ts:|\.js:|10\.0\.0\.7|_entities|_Any|stacktrace|exception/);
  }
});

test('nothing of a client’s headers reaches a subgraph but the id of the request', async () => {
  seen.length = 0;
  answer = () => '{"data":{"_entities":[{"clock":"noon"}]}}';
  await mixed.post(clock, {
    token: await own(mixed),
    headers: {
      'x-user-id': 'usr_1',
      'x-firm-id': otherFirm,
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-host': 'evil.test',
      'x-original-url': '/admin',
      'x-client-user-agent': 'Somebody else',
      forwarded: 'for=6.6.6.6',
      cookie: 'a=b',
      te: 'trailers',
      'x-request-id': 'mine-12345678',
      'apollo-federation-include-trace': 'ftv1',
    },
  });
  const headers = seen.at(-1)?.headers ?? {};
  expect(headers['x-request-id']).toBe('mine-12345678');
  expect(JSON.stringify(headers)).not.toMatch(/usr_1|6\.6\.6\.6|evil\.test|\/admin|a=b|ftv1|trailers/);
  expect(
    Object.keys(headers).filter((name) => /^x-(user|firm|forwarded|original)|^forwarded$|^cookie$/.test(name)),
  ).toEqual([]);
});

test('no header, parameter or extension of a client makes the gateway call another address', async () => {
  seen.length = 0;
  const here = `http://127.0.0.1:${(data.address() as AddressInfo).port}/elsewhere`;
  const body = {
    query: clock,
    extensions: { subgraphs: { data: here }, callbackUrl: here, routing_url: here, persistedQuery: null },
  };
  await graph.send({
    method: 'POST',
    path: `?url=${encodeURIComponent(here)}`,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await own(graph)}`,
      'x-subgraph-url': here,
      'apollo-override-url': here,
      'x-forwarded-host': new URL(here).host,
      'x-callback-url': here,
      referer: here,
    },
    body: JSON.stringify(body),
  });
  expect(seen).toEqual([]);
});
