import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

let graph: TestGraph;
let token: string;
const json = { 'content-type': 'application/json' };
beforeAll(async () => {
  graph = await startTestGraph();
  token = await graph.token(person(['firm:read', 'firm:write', 'matters:read'], ownFirm));
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
});

const raw = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) =>
  graph.send({ method: 'POST', headers, body });
const codeOf = ({ body }: { body: { errors?: { extensions: Record<string, unknown> }[] } }) =>
  body.errors?.[0]?.extensions['code'];

test('federation’s own fields, hidden ones and unknown ones are unknown, without suggestions', async () => {
  for (const query of [
    '{ _entities(representations: []) { __typename } }',
    '{ _service { sdl } }',
    '{ plan { code } }',
  ]) {
    const answer = await graph.post(query);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(answer.text).not.toMatch(/Did you mean|plans/);
  }
});

test('the schema is not told in production, and is in development', async () => {
  expect((await graph.post('{ __schema { types { name } } }')).status).toBe(400);
  const development = await startTestGraph({ introspection: true, development: true });
  try {
    expect((await development.post('{ __schema { queryType { name } } }')).body.data.__schema.queryType.name).toBe(
      'Query',
    );
  } finally {
    await development[Symbol.asyncDispose]();
  }
});

test('a long answer is compressed for who takes that, and says to caches what it depends on', async () => {
  const query =
    '{ __type(name: "Query") { fields { name description args { name description } type { kind name ofType { kind name ofType { kind name } } } } } }';
  const development = await startTestGraph({ introspection: true, development: true });
  try {
    const answers = [];
    for (const encoding of ['identity', 'gzip', 'br']) {
      // What fetch unpacks keeps its header.
      const { headers, body } = await development.post(query, { headers: { 'accept-encoding': encoding } });
      expect(headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
      expect(headers.get('vary')).toBe('Origin, Accept-Encoding');
      answers.push(body.data);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    const { headers } = await development.post('{ __typename }', { headers: { 'accept-encoding': 'gzip' } });
    expect(headers.get('content-encoding')).toBeNull();
  } finally {
    await development[Symbol.asyncDispose]();
  }
});

test('an operation may be 12 deep, have 30 aliases and 2,000 tokens, and no more', async () => {
  const deep = (levels: number) =>
    `{ firm(id: "${ownFirm}") ${'{ self '.repeat(levels - 2)}{ id ${'}'.repeat(levels - 1)} }`;
  expect((await graph.post(deep(12), { token })).status).toBe(200);
  expect(codeOf(await graph.post(deep(13), { token }))).toBe('GRAPHQL_VALIDATION_FAILED');

  const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, at) => `a${at}: __typename`).join(' ')} }`;
  expect((await graph.post(aliases(30))).status).toBe(200);
  expect((await graph.post(aliases(31))).body.errors?.[0]?.message).toContain('30 aliases');

  // Nine tokens each, and two for the braces around them.
  const tokens = (parts: number) => `{ ${'... on Query { plans { code } } '.repeat(parts)} }`;
  expect((await graph.post(tokens(222))).status).toBe(200);
  expect((await graph.post(tokens(223))).body.errors?.[0]?.message).toContain('2000 tokens');
});

test('limits hold through fragments, and fragments that double cost no time', async () => {
  const doubling = Array.from(
    { length: 30 },
    (_, at) => `fragment F${at} on Firm { name ...F${at + 1} self { ...F${at + 1} } }`,
  );
  const query = `{ firm(id: "${ownFirm}") { ...F0 } } ${doubling.join(' ')} fragment F30 on Firm { id }`;
  const answer = await graph.post(query, { token });
  expect(answer.body.errors?.[0]?.message).toContain('12 levels');
});

test('a body that is not what it says is refused in a sentence', async () => {
  const malformed = await raw('{"query": ');
  expect([malformed.status, codeOf(malformed), malformed.body.errors?.[0]?.message]).toEqual([
    400,
    'BAD_REQUEST',
    'The body is not valid JSON.',
  ]);
  const large = await raw(JSON.stringify({ query: '{ plans { code } }', variables: { a: 'x'.repeat(1_100_000) } }));
  expect([large.status, codeOf(large)]).toEqual([413, 'BAD_REQUEST']);
  const bomb = await raw(gzipSync(JSON.stringify({ query: ' '.repeat(5_000_000) })), {
    ...json,
    'content-encoding': 'gzip',
  });
  expect(bomb.status).toBe(413);
  expect((await raw('{}', { 'content-type': 'application/json; charset=utf-7' })).status).toBe(415);
  expect((await raw('{}')).status).toBe(400);
  expect((await raw('{"query": "{ plans { code } }", "variables": []}')).status).toBe(400);
  expect((await raw(JSON.stringify([{ query: '{ plans { code } }' }, { query: '{ plans { code } }' }]))).status).toBe(
    400,
  );
});

test('a browser cannot be made to send an operation from a foreign page', async () => {
  const query = encodeURIComponent('{ plans { code } }');
  expect((await graph.send({ path: `?query=${query}` })).status).toBe(400);
  expect(
    (await raw('query=%7Bplans%7Bcode%7D%7D', { 'content-type': 'application/x-www-form-urlencoded' })).status,
  ).toBe(400);
  expect((await raw('{"query":"{ plans { code } }"}', { 'content-type': 'text/plain' })).status).toBe(400);
  const prepared = await graph.send({ path: `?query=${query}`, headers: { 'apollo-require-preflight': 'true' } });
  expect(prepared.body.data).toEqual({ plans: [{ code: 'trial' }] });
  const mutation = encodeURIComponent('mutation { rename(name: "x") { name } }');
  expect(
    (await graph.send({ path: `?query=${mutation}`, headers: { 'apollo-require-preflight': 'true' } })).status,
  ).toBe(405);
});

test('only the web application’s pages may call from another origin', async () => {
  const preflight = (origin: string) =>
    graph.send({ method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
  const allowed = await preflight('https://web.test');
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://web.test');
  expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
  expect((await preflight('https://evil.test')).headers.get('access-control-allow-origin')).toBeNull();
  expect((await preflight('https://studio.apollographql.com')).headers.get('access-control-allow-origin')).toBeNull();
});

test('what a subgraph says about bad input passes through, with the path', async () => {
  const page = await graph.post(`{ firm(id: "${ownFirm}") { matters(first: 1000) { id } } }`, { token });
  expect(page.body.errors?.[0]).toMatchObject({
    message: 'first must be between 1 and 100, got 1000.',
    path: ['firm', 'matters'],
    extensions: { code: 'BAD_USER_INPUT' },
  });
  const variable = await graph.post('query($id: ID!) { firm(id: $id) { name } }', { token, variables: {} });
  expect([variable.status, codeOf(variable)]).toEqual([400, 'BAD_USER_INPUT']);
  const enumValue = await graph.post('query($m: Mood) { byDay(day: "x", mood: $m) }', {
    token,
    variables: { m: 'GOD' },
  });
  expect(enumValue.text).not.toContain('GOOD');
});

test('an unexpected error is one sentence with the request id, and the cause stays here', async () => {
  const { body, headers, text } = await graph.post('{ fails plans { code } }');
  expect(body.data).toEqual({ fails: null, plans: [{ code: 'trial' }] });
  expect(body.errors).toEqual([
    {
      message: expect.stringMatching(/^Something went wrong on our side\. Request [\w-]+\.$/),
      path: ['fails'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: headers.get('x-request-id') },
    },
  ]);
  expect(text).not.toMatch(/10\.1\.1\.1|stack|node_modules|serviceName/);
});

test('a null that must not be is an error, not a silent hole', async () => {
  const { body } = await graph.post('{ missing }', { token });
  expect(body.data).toBeNull();
  expect(body.errors).toHaveLength(1);
});

test('an operation must be named where there are several, and must be there', async () => {
  const send = (operationName?: string) =>
    raw(JSON.stringify({ query: 'query A { plans { code } } query B { __typename }', operationName }));
  expect((await send('B')).body.data).toEqual({ __typename: 'Query' });
  expect((await send()).status).toBe(400);
  expect((await send('C')).status).toBe(400);
});

test('a subscription over HTTP is told where to go', async () => {
  const { body } = await graph.post('subscription { ticks }');
  expect(body.errors?.[0]?.message).toContain('WebSocket');
});

test('hostile response names are only names, and the one that would be a prototype is refused', async () => {
  const { text } = await graph.post('{ constructor: plans { hasOwnProperty: code toString: code } }');
  expect(text.trim()).toBe('{"data":{"constructor":[{"hasOwnProperty":"trial","toString":"trial"}]}}');
  expect((await graph.post('{ __proto__: plans { code } }')).status).toBe(400);
  expect((await graph.post('{ plans { __proto__: code } }')).status).toBe(400);
});

test('each request has an id and one line in the log, without its variables', async () => {
  const { headers } = await graph.post('query Named($id: ID!) { firm(id: $id) { revenue } }', {
    token,
    variables: { id: ownFirm, secret: 'do-not-log' },
    headers: { 'x-request-id': 'mine-12345678' },
  });
  expect(headers.get('x-request-id')).toBe('mine-12345678');
  // It is written when the connection is done with the answer, which its client may have read before.
  const lines = await eventually(
    () => graph.logLines.filter(({ operationName }) => operationName === 'Named'),
    ({ length }) => length > 0,
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    status: 200,
    codes: ['FORBIDDEN'],
    firmId: ownFirm,
    requestId: 'mine-12345678',
    path: '/graphql',
    operationType: 'query',
  });
  expect(JSON.stringify(graph.logLines)).not.toContain('do-not-log');
  const strange = await graph.post('{ plans { code } }', { headers: { 'x-request-id': 'a b\tc' } });
  expect(strange.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
});

test('health tells that the process lives, readiness that its subgraphs were reached', async () => {
  const at = (path: string) => fetch(new URL(path, graph.gateway.url));
  expect((await at('/health')).status).toBe(200);
  const ready = await at('/ready');
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', subgraphs: { accounts: 'reachable', clio: 'reachable', data: 'reachable' } },
  ]);
  expect((await at('/nothing-here')).status).toBe(404);
});
