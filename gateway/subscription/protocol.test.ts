import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { connectRaw, type RawClient, subscribe as subscribeTo } from '../testing/raw-client.ts';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

let graph: TestGraph;
const opened: RawClient[] = [];
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(async () => {
  for (const client of opened) client.terminate();
  await graph[Symbol.asyncDispose]();
});

async function connect(url = graph.socketUrl, protocols?: string[]): Promise<RawClient> {
  const client = await connectRaw(url, protocols);
  opened.push(client);
  return client;
}

const token = () => graph.token(person(['sync:read'], ownFirm));
const init = async () => ({ type: 'connection_init', payload: { authorization: `Bearer ${await token()}` } });
const query = '{ plans { code } }';
const subscription = 'subscription { progress(jobId: "job_1") { percent } }';
const subscribe = (id: unknown, text: unknown = subscription) => subscribeTo(id, text);
const plans = { data: { plans: [{ code: 'trial' }] } };

async function acknowledged(): Promise<RawClient> {
  const client = await connect();
  client.send(await init());
  await client.until({ type: 'connection_ack' });
  return client;
}

const listening = (count: number) =>
  eventually(
    () => graph.jobs.listeners,
    (listeners) => listeners === count,
  );

test('a client that does not speak the protocol by its name is closed with 4406', async () => {
  expect(await (await connect(graph.socketUrl, [])).closed).toBe(4406);
});

test.each([
  ['text that is no JSON', 'not json'],
  ['a message that is no object', '"ping"'],
  ['a message without a type', {}],
  ['a type that nobody knows', { type: 'unheard-of' }],
  ['the types of a server', { type: 'next', id: '1', payload: {} }],
  ['the acknowledgement of a server', { type: 'connection_ack' }],
  ['parameters of a connection that are no object', { type: 'connection_init', payload: 'Bearer' }],
  ['a ping with a payload that is no object', { type: 'ping', payload: 'now' }],
  ['an operation without an id', { type: 'subscribe', payload: { query } }],
  ['an operation with an empty id', subscribe('')],
  ['an operation with an id that is no text', subscribe(1)],
  ['an operation without a payload', { type: 'subscribe', id: '1' }],
  ['an operation without a query', { type: 'subscribe', id: '1', payload: {} }],
  ['a query that is no text', subscribe('1', 5)],
  ['variables that are no object', { type: 'subscribe', id: '1', payload: { query, variables: 'all' } }],
  ['a completion without an id', { type: 'complete' }],
])('%s closes the socket with 4400', async (_what, message) => {
  const client = await connect();
  client.send(message);
  expect(await client.closed).toBe(4400);
});

test('an operation before the acknowledgement closes with 4401, a second beginning with 4429', async () => {
  const early = await connect();
  early.send(subscribe('1'));
  expect(await early.closed).toBe(4401);
  const twice = await connect();
  twice.send(await init(), await init());
  expect(await twice.closed).toBe(4429);
});

test('an id that is in use closes with 4409; one that is done with may be used again, also after an error', async () => {
  const client = await acknowledged();
  for (const text of [query, '{ nothing_like_it }', query]) {
    client.send(subscribe('same', text));
    await client.until({ type: text === query ? 'complete' : 'error', id: 'same' });
    const [first, last] = [client.received.at(-2), client.received.at(-1)];
    if (text === query) expect([first?.payload, last]).toEqual([plans, { id: 'same', type: 'complete' }]);
    else expect(last?.payload).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    client.received.length = 0;
  }
  client.send(subscribe('same'), subscribe('same'));
  expect(await client.closed).toBe(4409);
  await listening(0);
});

test('a ping is answered with its payload, also before the acknowledgement; a pong that nobody asked for is nothing', async () => {
  const client = await connect();
  client.send({ type: 'pong' }, { type: 'pong', payload: { at: 0 } }, { type: 'ping' });
  expect(await client.until({ type: 'pong' })).toEqual([{ type: 'pong' }]);
  client.received.length = 0;
  client.send({ type: 'ping', payload: { at: 1 } });
  expect(await client.until({ type: 'pong' })).toEqual([{ type: 'pong', payload: { at: 1 } }]);
});

test('a query is answered by its data and then its completion, one beside the other', async () => {
  const client = await acknowledged();
  client.send(subscribe('7', query), subscribe('8', '{ wrong'), subscribe('9', query));
  for (const [type, id] of [
    ['complete', '7'],
    ['error', '8'],
    ['complete', '9'],
  ] as const)
    await client.until({ type, id });
  const of = (id: string) => client.received.filter((message) => message.id === id);
  for (const id of ['7', '9'])
    expect(of(id)).toEqual([
      { id, type: 'next', payload: plans },
      { id, type: 'complete' },
    ]);
  expect(of('8')).toMatchObject([{ type: 'error', payload: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] }]);
});

test('a client that completes its stream hears nothing more of it; one that completes what is not there loses nothing', async () => {
  const client = await acknowledged();
  client.send({ type: 'complete', id: 'never' }, subscribe('gone'), subscribe('stays', `${subscription} # another`));
  await listening(2);
  graph.jobs.send({ id: 'job_1', percent: 1, firmId: ownFirm });
  for (const id of ['gone', 'stays']) await client.until({ type: 'next', id });
  client.send({ type: 'complete', id: 'gone' });
  await listening(1);
  client.received.length = 0;
  graph.jobs.send({ id: 'job_1', percent: 2, firmId: ownFirm });
  expect(await client.until({ type: 'next', id: 'stays' })).toEqual([
    { id: 'stays', type: 'next', payload: { data: { progress: { percent: 2 } } } },
  ]);
  graph.jobs.complete();
  await client.until({ type: 'complete', id: 'stays' });
  expect(client.received).toHaveLength(2);
  await listening(0);
});

test('a socket serves a hundred operations at a time; one more is refused, and the others go on', async () => {
  const client = await acknowledged();
  // Each about another job, so that each has a stream of its own: when all are listened to, all have begun.
  const query = 'subscription ($jobId: ID!) { progress(jobId: $jobId) { percent } }';
  for (let at = 0; at < 101; at += 1)
    client.send({ id: String(at), type: 'subscribe', payload: { query, variables: { jobId: `job_${at}` } } });
  const refused = (await client.until({ type: 'error', id: '100' })).find(({ id }) => id === '100');
  expect(refused?.payload).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  await listening(100);
  graph.jobs.send({ id: 'job_1', percent: 3, firmId: ownFirm });
  for (let at = 0; at < 100; at += 1) await client.until({ type: 'next', id: String(at) });
  client.send({ type: 'complete', id: '0' }, subscribe('after', '{ plans { code } }'));
  await client.until({ type: 'complete', id: 'after' });
  client.terminate();
  await listening(0);
});

test('a subgraph’s own socket serves nobody without a service token, not even a signed-in person', async () => {
  const before = graph.jobs.listeners;
  for (const extensions of [undefined, { authorization: `Bearer ${await token()}` }]) {
    const client = await connect(graph.clio.url.replace('http:', 'ws:'));
    client.send({ type: 'connection_init' });
    await client.until({ type: 'connection_ack' });
    client.send({ ...subscribe('1'), payload: { query: subscription, extensions } });
    const [, answer] = await client.until({ type: 'error', id: '1' });
    expect(answer).toMatchObject({ payload: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  }
  expect(graph.jobs.listeners).toBe(before);
});
