import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { collect } from '../testing/collect.ts';
import { eventually } from '../testing/eventually.ts';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

let graph: TestGraph;
/** Buckets that do not fill while a test looks at them. */
const slow = 1 / 1_000;
beforeEach(async () => {
  graph = await startTestGraph({
    costInAnswers: true,
    limits: {
      operationCostMax: 200,
      user: { capacity: 300, refillPerSecond: slow },
      anonymous: { capacity: 30, refillPerSecond: slow },
      signUpsPerNetwork: { capacity: 3, refillPerSecond: slow },
      signUpsPerAccount: { capacity: 2, refillPerSecond: slow },
      signInsPerNetwork: { capacity: 20, refillPerSecond: slow },
      signInsPerAccount: { capacity: 4, refillPerSecond: slow },
    },
  });
});
afterEach(async () => {
  await graph[Symbol.asyncDispose]();
});

const someone = () => graph.token(person(['firm:read', 'matters:read'], ownFirm));
const matters = `query Matters($first: Int) { firm(id: "${ownFirm}") { matters(first: $first) { title } } }`;
const codeOf = ({ body }: { body: { errors?: { extensions: Record<string, unknown> }[] } }) =>
  body.errors?.[0]?.extensions['code'];

test('an answer tells what was asked for, what it came to, and what is left; the difference is given back', async () => {
  const token = await someone();
  const { body, headers } = await graph.post(matters, { token, variables: { first: 90 } });
  expect((body as { extensions?: unknown }).extensions).toEqual({
    cost: { requested: 91, actual: 2, limit: 200, remaining: 298, capacity: 300, restoredPerSecond: slow },
  });
  expect(headers.get('ratelimit-policy')).toBe('"cost";q=300;w=300000');
  expect(headers.get('ratelimit')).toMatch(/^"cost";r=298;t=\d+$/);
  const next = await graph.post(matters, { token, variables: { first: 1 } });
  expect((next.body as { extensions: { cost: { remaining: number } } }).extensions.cost.remaining).toBe(296);
});

test('an operation over the limit is refused before anything is fetched, and costs nothing', async () => {
  const token = await someone();
  graph.accounts.calls.length = 0;
  const { status, body } = await graph.post(matters, { token, variables: { first: 200 } });
  expect([status, body.errors?.[0]?.extensions]).toMatchObject([
    400,
    { code: 'COST_LIMIT_EXCEEDED', cost: { requested: 201, limit: 200 } },
  ]);
  expect(graph.accounts.calls).toHaveLength(0);
  expect((await graph.post(matters, { token, variables: { first: 1 } })).headers.get('ratelimit')).toContain('r=298');
});

test('who has spent the budget gets 429 with the time to wait, and another person is served', async () => {
  const token = await someone();
  const dear = `{ ${[...'abcdefghi'].map((name) => `${name}: firm(id: "${ownFirm}") { self { self { id } } }`).join(' ')} }`;
  for (let count = 0; count < 11; count += 1) expect((await graph.post(dear, { token })).status).toBe(200);
  graph.accounts.calls.length = 0;
  const { status, headers, body } = await graph.post(dear, { token });
  expect([status, body.errors?.[0]?.extensions['code']]).toEqual([429, 'RATE_LIMITED']);
  expect(Number(headers.get('retry-after'))).toBe(body.errors?.[0]?.extensions['retryAfterSeconds']);
  expect(headers.get('ratelimit')).toMatch(/^"cost";r=3;t=\d+$/);
  expect(graph.accounts.calls).toHaveLength(0);
  expect((await graph.post(dear, { token: await someone() })).status).toBe(200);
});

test('nameless clients share the budget of their address, which is none of a person’s', async () => {
  // Ten for each list whose length nobody has stated; one comes.
  for (let count = 0; count < 20; count += 1) await graph.post('{ plans { code } }');
  await graph.post('{ plans { code } }');
  expect((await graph.post('{ plans { code } }')).status).toBe(429);
  expect((await graph.post('{ plans { code } }', { token: await someone() })).status).toBe(200);
});

test('what somebody may not see costs nothing, and an operation that fetches nothing is still one', async () => {
  const token = await graph.token(person([], ownFirm));
  const { body } = await graph.post(matters, { token, variables: { first: 100 } });
  expect((body as { extensions: { cost: object } }).extensions.cost).toMatchObject({ requested: 1, actual: 1 });
});

test('sixty aliases of a sign-in count as sixty, over fragments too', async () => {
  const signIn = (email: string) => `signIn(input: { email: "${email}", password: "p" })`;
  const many = (count: number) =>
    `mutation { ${Array.from({ length: count }, (_, at) => `s${at}: ${signIn(`a${at}@b.test`)}`).join(' ')} }`;
  expect((await graph.post(many(19))).status).toBe(200);
  const refused = await graph.post(`mutation { ...F } fragment F on Mutation { ...G x: ${signIn('x@b.test')} }
    fragment G on Mutation { y: ${signIn('y@b.test')} }`);
  expect([refused.status, codeOf(refused)]).toEqual([429, 'RATE_LIMITED']);
  // Both were refused together: the one attempt that is left has not been used up by the half of it.
  expect((await graph.post(`mutation { ${signIn('z@b.test')} }`)).status).toBe(200);
});

test('one account can be tried only so often, whatever it is written like and wherever the value comes from', async () => {
  const signIn = 'mutation($input: Credentials!) { signIn(input: $input) }';
  const token = await someone();
  const variables = (email: string) => ({ token, variables: { input: { email, password: 'p' } } });
  for (const email of ['Ada@b.test', 'ada@b.test', ' ADA@B.TEST ', 'ada@b.test'])
    expect((await graph.post(signIn, variables(email))).status).toBe(200);
  expect(codeOf(await graph.post(signIn, variables('aDa@b.test')))).toBe('RATE_LIMITED');
  expect((await graph.post(signIn, variables('bob@b.test'))).status).toBe(200);
});

test('sign-ups from one address have an end, and reach no subgraph beyond it', async () => {
  const signUp = (count: number) =>
    `mutation { ${Array.from({ length: count }, (_, at) => `s${at}: signUp(input: { email: "${at}@x.test", password: "p" })`).join(' ')} }`;
  expect((await graph.post(signUp(30))).status).toBe(429);
  expect((await graph.post(signUp(3))).status).toBe(200);
  graph.accounts.calls.length = 0;
  const refused = await graph.post(signUp(1));
  expect([refused.status, codeOf(refused)]).toEqual([429, 'RATE_LIMITED']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(graph.accounts.calls).toHaveLength(0);
});

test('what @skip leaves out is no attempt', async () => {
  const token = await someone();
  const skipped =
    'mutation($no: Boolean!) { signUp(input: { email: "a@b.test", password: "p" }) @skip(if: $no) rename(name: "x") { id } }';
  for (let count = 0; count < 5; count += 1)
    expect((await graph.post(skipped, { token, variables: { no: true } })).status).toBe(200);
});

test('over WebSocket the same budgets hold, for queries and for beginning a stream', async () => {
  const client = graph.socket(await graph.token(person(['sync:read', 'firm:read', 'matters:read'], ownFirm)));
  const dear = collect(client, matters, { variables: { first: 500 } });
  await eventually(
    () => dear.end,
    (end) => end !== undefined,
  );
  expect(dear.end).toMatchObject({ kind: 'errors', errors: [{ extensions: { code: 'COST_LIMIT_EXCEEDED' } }] });
  // Eleven for the job and its list of notes each time.
  const progress = 'subscription { progress(jobId: "job_1") { notes { text } } }';
  const streams = Array.from({ length: 40 }, () => collect(client, progress));
  const refused = await eventually(
    () => streams.filter(({ end }) => end !== undefined),
    (ended) => ended.length > 0,
  );
  for (const { end } of refused) {
    expect(end).toMatchObject({ kind: 'errors', errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  }
  expect(streams[0]?.end).toBeUndefined();
});

test('over WebSocket an answer tells what it has cost, with errors in it too; events of a stream do not', async () => {
  const client = graph.socket(await graph.token(person(['sync:read', 'firm:read', 'matters:read'], ownFirm)));
  const plain = collect(client, matters, { variables: { first: 90 } });
  await eventually(() => plain.end, Boolean);
  const cost = { requested: 91, actual: 2, limit: 200, remaining: 298, capacity: 300, restoredPerSecond: slow };
  expect(plain.results).toEqual([{ data: { firm: { matters: [{ title: 'Own v. Other' }] } }, extensions: { cost } }]);
  const failing = collect(client, '{ fails }');
  await eventually(() => failing.end, Boolean);
  expect(failing.results).toMatchObject([{ errors: [{}], extensions: { cost: { actual: 1, remaining: 297 } } }]);
  const stream = collect(client, 'subscription { progress(jobId: "job_1") { percent } }');
  await eventually(
    () => graph.jobs.listeners,
    (count) => count === 1,
  );
  graph.jobs.send({ id: 'job_1', percent: 1, firmId: ownFirm });
  await eventually(
    () => stream.results,
    ({ length }) => length === 1,
  );
  expect(stream.results).toEqual([{ data: { progress: { percent: 1 } } }]);
});

test('garbage is paid for, over HTTP and WebSocket, and is not read any more when the budget is spent', async () => {
  const token = await someone();
  const left = async () => (await graph.post('{ size }', { token })).headers.get('ratelimit')?.match(/r=(\d+)/)?.[1];
  expect(await left()).toBe('299');
  // A syntax error, an unknown field, variables that do not fit: ten points each, known mistakes too.
  expect(codeOf(await graph.post('{ size', { token }))).toBe('GRAPHQL_PARSE_FAILED');
  expect(codeOf(await graph.post('{ nothing }', { token }))).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(codeOf(await graph.post('{ nothing }', { token }))).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(codeOf(await graph.post(matters, { token, variables: { first: 'many' } }))).toBe('BAD_USER_INPUT');
  expect(await left()).toBe('258');
  const client = graph.socket(token);
  const garbage = collect(client, '{ nothing else }');
  await eventually(() => garbage.end, Boolean);
  expect(await left()).toBe('247');
  for (let count = 0; count < 24; count += 1) await graph.post(`{ nothing${count} }`, { token });
  const refused = await graph.post('{ nothing at all', { token });
  expect([refused.status, codeOf(refused)]).toEqual([429, 'RATE_LIMITED']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const unread = collect(client, '{ nothing at all');
  await eventually(() => unread.end, Boolean);
  expect(unread.end).toMatchObject({ kind: 'errors', errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  // What is known to be valid costs what it costs: seven points are left.
  expect((await graph.post('{ size }', { token })).status).toBe(200);
});

test('a Redis that is away costs nobody an answer, and readiness, the log and the metrics say that limits are local', async () => {
  const alone = await startTestGraph({ redisUrl: 'redis://127.0.0.1:1', metricsPort: 0 });
  try {
    expect((await alone.post('{ plans { code } }')).status).toBe(200);
    const ready = await fetch(new URL('/ready', alone.gateway.url));
    expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'ready', budgets: 'local' }]);
    expect(alone.logLines.map(({ msg }) => msg)).toContainEqual(
      expect.stringContaining('the store of budgets is away'),
    );
    expect(await (await fetch(String(alone.gateway.metricsUrl))).text()).toContain('\ngateway_budgets_local 1\n');
  } finally {
    await alone[Symbol.asyncDispose]();
  }
});
