import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { listening } from '../testing/progress-stream.ts';
import { connectRaw, type RawClient, subscribe } from '../testing/raw-client.ts';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

/** What the accounts service has been asked and has not answered. */
let asked: { query: string; response: ServerResponse; brokenOff: boolean }[] = [];
const accounts = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    const call = { query: String(JSON.parse(body).query), response, brokenOff: false };
    response.on('close', () => (call.brokenOff = !response.writableFinished));
    asked.push(call);
  });
});
const answer = ({ response }: (typeof asked)[number], data: object) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
const isAsked = (count: number) =>
  eventually(
    () => asked,
    ({ length }) => length === count,
  );

let graph: TestGraph;
let client: RawClient;
beforeAll(async () => {
  await once(accounts.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(async () => {
  asked = [];
  graph = await startTestGraph(
    { metricsPort: 0 },
    { accounts: `http://127.0.0.1:${(accounts.address() as AddressInfo).port}/graphql` },
  );
});
afterEach(async () => {
  client.terminate();
  await graph[Symbol.asyncDispose]();
});
afterAll(async () => {
  accounts.closeAllConnections();
  await once(accounts.close(), 'close');
});

const plans = '{ plans { code } }';
const renaming = 'mutation { rename(name: "New") { name } }';
const progress = 'subscription { progress(jobId: "job_1") { percent } }';
const complete = (id: string) => ({ type: 'complete', id });
const someone = () => graph.token(person(['sync:read', 'firm:write', 'firm:read'], ownFirm));
async function connected(payload?: object): Promise<void> {
  client = await connectRaw(graph.socketUrl);
  client.send({ type: 'connection_init', ...(payload ? { payload } : {}) });
  await client.until({ type: 'connection_ack' });
  client.received.length = 0;
}
const metric = (line: string) =>
  eventually(
    async () => (await fetch(String(graph.gateway.metricsUrl))).text(),
    (metrics) => metrics.includes(line),
  );
const lines = (count: number) =>
  eventually(
    // Refused is one that waited too long for the keys of its token.
    () => graph.logLines.filter(({ msg }) => msg === 'operation' || msg === 'refused operation'),
    ({ length }) => length === count,
  );

test('a query that its client completes gives up what it fetches, and the socket serves the next, of the same id', async () => {
  await connected();
  client.send(subscribe('same', plans));
  const [first] = await isAsked(1);
  client.send(complete('same'), subscribe('same', '{ search: plans { code } }'));
  await eventually(
    () => first?.brokenOff,
    (brokenOff) => brokenOff === true,
  );
  const [, second] = await isAsked(2);
  if (second) answer(second, { search: [{ code: 'trial' }] });
  await client.until({ type: 'complete', id: 'same' });
  expect(await client.heard()).toEqual([
    { type: 'next', id: 'same', payload: { data: { search: [{ code: 'trial' }] } } },
    { type: 'complete', id: 'same' },
  ]);
  expect(await lines(2)).toMatchObject([{ results: 0 }, { results: 1 }]);
});

test('a mutation that its client completes is not cut in half, and its answer goes to nobody', async () => {
  await connected({ authorization: `Bearer ${await someone()}` });
  client.send(subscribe('1', renaming));
  const [call] = await isAsked(1);
  client.send(complete('1'));
  await client.heard();
  expect(call?.brokenOff).toBe(false);
  if (call) answer(call, { rename: { name: 'New' } });
  expect(await lines(1)).toMatchObject([{ operationType: 'mutation', results: 0 }]);
  expect(await client.heard()).toEqual([]);
});

test('a stream that is completed and begun again with the same id at once goes on', async () => {
  await connected({ authorization: `Bearer ${await someone()}` });
  client.send(subscribe('same', progress));
  await listening(graph, 1);
  client.send(complete('same'), subscribe('same', progress));
  await lines(1);
  await eventually(
    () => {
      graph.jobs.send({ id: 'job_1', percent: 7, firmId: ownFirm });
      return client.received;
    },
    ([first]) => first !== undefined,
  );
  expect((await client.heard())[0]).toEqual({
    id: 'same',
    type: 'next',
    payload: { data: { progress: { percent: 7 } } },
  });
});

test('an id that is used again before the client has read the end of its first operation is that of the second', async () => {
  await connected({ authorization: `Bearer ${await someone()}` });
  client.pause();
  client.send(subscribe('large', plans));
  const [call] = await isAsked(1);
  // More than machines keep for a client that does not read: whatever is sent after it waits.
  if (call) answer(call, { plans: [{ code: 'x'.repeat(18_000_000) }] });
  await metric('gateway_subgraph_calls_total{subgraph="accounts",outcome="answered"} 1');
  client.send(subscribe('same', 'subscription { nothing }'));
  await eventually(
    () => graph.logLines.some(({ msg }) => msg === 'refused operation'),
    (refused) => refused,
  );
  client.send(complete('same'), subscribe('same', progress));
  await listening(graph, 1);
  client.resume();
  await client.until({ type: 'error', id: 'same' });
  await client.heard();
  client.send(complete('same'));
  await listening(graph, 0);
});

test.each([
  ['a query', plans],
  ['a mutation', renaming],
  ['a stream', progress],
])('%s that its client completes before it has begun never begins', async (_what, query) => {
  await connected();
  const release = graph.holdKeys();
  client.send(subscribe('1', query, { authorization: `Bearer ${await someone()}` }), complete('1'));
  await client.heard();
  release();
  await lines(1);
  expect(asked).toEqual([]);
  expect(graph.jobs.listeners).toBe(0);
  expect(await client.heard()).toEqual([]);
});

test.each([
  ['a query', plans],
  ['a mutation', renaming],
  ['a stream', progress],
])('%s whose socket closes before it has begun never begins', async (_what, query) => {
  await connected();
  const release = graph.holdKeys();
  const before = graph.jwksFetches();
  client.send(subscribe('1', query, { authorization: `Bearer ${await someone()}` }));
  await eventually(graph.jwksFetches, (fetches) => fetches > before);
  client.terminate();
  await metric('gateway_open_streams{transport="websocket"} 0');
  release();
  await lines(1);
  expect(asked).toEqual([]);
  expect(graph.jobs.listeners).toBe(0);
});
