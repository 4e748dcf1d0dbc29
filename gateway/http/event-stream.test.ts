import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { openStream, type StreamRequest } from '../testing/open-stream.ts';
import { otherFirm, ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
/** The subgraph learns a little later than the client that a stream has ended. */
afterEach(async () => {
  await eventually(upstreams, (count) => count === 0);
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
});

const sse = 'text/event-stream';
const multipart = 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0, application/json';
const watch = 'subscription { progress(jobId: "job_1") { percent firm { name } } }';
const owner = () => person(['sync:read', 'firm:read'], ownFirm);

const open = (accept: string, request: Partial<StreamRequest> = {}) =>
  openStream(graph.gateway.url, accept, { query: watch, ...request });
const event = (percent: number, firmId = ownFirm) => ({ id: 'job_1', percent, firmId });
const upstreams = () => graph.jobs.listeners;

test('Server-Sent Events: each event with the fields of other subgraphs, then the end', async () => {
  const stream = await open(sse, { token: await graph.token(owner()) });
  expect([stream.status, stream.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
  await eventually(upstreams, (count) => count === 1);
  graph.jobs.send(event(10));
  graph.jobs.send(event(20));
  await eventually(stream.text, (text) => text.includes('"percent":20'));
  graph.jobs.complete();
  await stream.ended;
  // A line with a colon alone is one that keeps the connection open.
  expect(stream.text().replaceAll(/^:\n\n/gm, '')).toBe(
    'event: next\ndata: {"data":{"progress":{"percent":10,"firm":{"name":"Own LLP"}}}}\n\n' +
      'event: next\ndata: {"data":{"progress":{"percent":20,"firm":{"name":"Own LLP"}}}}\n\n' +
      'event: complete\ndata:\n\n',
  );
});

test('multipart: payloads in parts, closed by the last boundary', async () => {
  const stream = await open(multipart, { token: await graph.token(owner()) });
  expect([stream.status, stream.type]).toEqual([200, 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0']);
  await eventually(upstreams, (count) => count === 1);
  graph.jobs.send(event(30));
  await eventually(stream.text, (text) => text.includes('"percent":30'));
  graph.jobs.complete();
  await stream.ended;
  expect(stream.text()).toBe(
    '\r\n--graphql\r\ncontent-type: application/json\r\n\r\n' +
      '{"payload":{"data":{"progress":{"percent":30,"firm":{"name":"Own LLP"}}}}}' +
      '\r\n--graphql--\r\n',
  );
});

test('a client that leaves ends the stream at the subgraph', async () => {
  const stream = await open(sse, { token: await graph.token(owner()), method: 'GET' });
  await eventually(upstreams, (count) => count === 1);
  stream.close();
  await eventually(upstreams, (count) => count === 0);
});

test('another firm’s fields are null in each event, with the error beside them', async () => {
  const stream = await open(sse, { token: await graph.token(owner()) });
  await eventually(upstreams, (count) => count === 1);
  graph.jobs.send(event(40, otherFirm));
  await eventually(stream.text, (text) => text.includes('"percent":40'));
  expect(stream.text()).not.toContain('Other LLP');
  stream.close();
  await eventually(upstreams, (count) => count === 0);
});

test.each([
  [
    'Server-Sent Events',
    sse,
    /event: next\ndata: \{"errors":\[\{"message":"[^"]+","extensions":\{[^}]*"UNAUTHENTICATED"/,
  ],
  ['multipart', multipart, /\{"payload":null,"errors":\[\{"message":"[^"]+","extensions":\{[^}]*"UNAUTHENTICATED"/],
])('%s: the end of the token is the end of the stream, with its reason', async (_, accept, last) => {
  const stream = await open(accept, { token: await graph.token(owner(), { expiresIn: 2 }) });
  expect(stream.status).toBe(200);
  await stream.ended;
  expect(stream.text()).toMatch(last);
  expect(stream.text()).toContain('"reason":"expired"');
});

test('a revoked session ends its streams at once', async () => {
  const someone = owner();
  const stream = await open(sse, { token: await graph.token(someone) });
  await eventually(upstreams, (count) => count === 1);
  graph.revoke(someone.sessionId);
  await stream.ended;
  expect(stream.text()).toContain('"reason":"revoked"');
});

test('who may not watch gets an answer instead of a stream', async () => {
  const before = graph.jobs.begun;
  expect((await open(sse)).status).toBe(401);
  expect((await open(sse, { token: await graph.token(person([], ownFirm)) })).status).toBe(403);
  expect(graph.jobs.begun).toBe(before);
});

test('a client that takes both gets JSON for a query; one that takes no stream learns how to get one', async () => {
  const query = await open(`${sse}, application/json`, { query: '{ plans { code } }' });
  await query.ended;
  expect(query.text()).toBe('{"data":{"plans":[{"code":"trial"}]}}');
  const refused = await open('application/json', { token: await graph.token(owner()) });
  expect(refused.status).toBe(406);
  await refused.ended;
  expect(refused.text()).toContain('text/event-stream');
});

test('stopping the gateway ends streams with a word, so that clients go elsewhere', async () => {
  const other = await startTestGraph();
  const response = await fetch(other.gateway.url, {
    method: 'POST',
    headers: { accept: sse, 'content-type': 'application/json', authorization: `Bearer ${await other.token(owner())}` },
    body: JSON.stringify({ query: watch }),
  });
  await other[Symbol.asyncDispose]();
  expect(await response.text()).toContain('SERVICE_UNAVAILABLE');
});
