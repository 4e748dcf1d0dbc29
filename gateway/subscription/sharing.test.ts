import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Collected, collect } from '../testing/collect.ts';
import { eventually } from '../testing/eventually.ts';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { type Person, person } from '../testing/test-keys.ts';

let graph: TestGraph;
beforeEach(async () => {
  graph = await startTestGraph();
});
afterEach(async () => {
  await graph[Symbol.asyncDispose]();
});

const watch = 'subscription Watch($job: ID!) { progress(jobId: $job) { percent firm { name } } }';
const variables = { job: 'job_1' };
const someone = () => person(['sync:read', 'firm:read'], ownFirm);
const send = (percent: number) => graph.jobs.send({ id: 'job_1', percent, firmId: ownFirm });
const state = (percent: number) => ({ data: { progress: { percent, firm: { name: 'Own LLP' } } } });
const upstreams = (count: number) =>
  eventually(
    () => graph.jobs.listeners,
    (now) => now === count,
  );
const received = (streams: readonly Collected[], count: number) =>
  eventually(
    () => streams.map(({ results }) => results.length),
    (counts) => counts.every((one) => one === count),
  );
/** Subscribes on a socket of its own. */
const watching = async (owner: Person, options: Parameters<typeof collect>[2] = { variables }) =>
  collect(graph.socket(await graph.token(owner)), watch, options);

/** With a token that is good for a few seconds: a busy machine may take longer than some of them for the first result. */
async function watchingShortly(owner: Person): Promise<Collected> {
  for (let expiresIn = 2; ; expiresIn *= 2) {
    const stream = collect(graph.socket(await graph.token(owner, { expiresIn })), watch, { variables });
    await eventually(
      () => stream.results.length === 1 || stream.end,
      (begunOrOver) => Boolean(begunOrOver),
    );
    if (stream.results.length === 1) return stream;
  }
}

test('the same subscription of the same principal is one at the subgraph, and its entities are fetched once per event', async () => {
  const owner = someone();
  const first = await watching(owner);
  await upstreams(1);
  send(1);
  await received([first], 1);
  // On other sockets, with other tokens of the same session: each begins with the present state.
  const others = await Promise.all([watching(owner), watching(owner), watching(owner)]);
  await received(others, 1);
  graph.accounts.calls.length = 0;
  send(2);
  await received([first], 2);
  await received(others, 2);
  for (const stream of [first, ...others]) expect(stream.results).toEqual([state(1), state(2)]);
  expect([graph.jobs.listeners, graph.clio.principals.length, graph.accounts.calls.length]).toEqual([1, 1, 1]);
});

test('a client that leaves takes nothing from the others, and the last one ends it at the subgraph', async () => {
  const owner = someone();
  const leaving = await watching(owner);
  await upstreams(1);
  send(1);
  const staying = await watching(owner);
  await received([leaving, staying], 1);
  leaving.stop();
  send(2);
  await received([staying], 2);
  expect(graph.jobs.listeners).toBe(1);
  staying.stop();
  await upstreams(0);
});

test('another session, other scopes, other variables or another text are streams of their own', async () => {
  const owner = someone();
  const streams = [
    await watching(owner),
    await watching({ ...owner, sessionId: someone().sessionId }),
    await watching({ ...owner, scopes: [...owner.scopes, 'matters:read'] }),
    await watching(someone()),
    await watching(owner, { variables: { job: 'job_2' } }),
    collect(graph.socket(await graph.token(owner)), watch.replace('percent', 'percent id'), { variables }),
  ];
  await upstreams(streams.length);
  send(1);
  await received(streams, 1);
});

test('each of those who share a stream has a line in the log, and loses it with its own token', async () => {
  const owner = someone();
  const stream = await watching(owner);
  await upstreams(1);
  send(1);
  const shortly = await watchingShortly(owner);
  await eventually(() => shortly.end, Boolean);
  expect(shortly.end).toMatchObject({ kind: 'errors', errors: [{ extensions: { reason: 'expired' } }] });
  send(2);
  await received([stream], 2);
  stream.stop();
  const lines = await eventually(
    () => graph.logLines.filter(({ operationName, results }) => operationName === 'Watch' && results !== 0),
    (found) => found.length === 2,
  );
  expect(lines).toMatchObject([
    { transport: 'websocket', results: 1, codes: ['UNAUTHENTICATED'] },
    { transport: 'websocket', results: 2 },
  ]);
  expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(2);
});

test('clients over WebSocket and over Server-Sent Events share one stream', async () => {
  const owner = someone();
  const token = await graph.token(owner);
  const stream = await watching(owner);
  await upstreams(1);
  send(1);
  await received([stream], 1);
  const response = await fetch(graph.gateway.url, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: watch, variables }),
  });
  let text = '';
  const ended = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk as Uint8Array).toString();
  })();
  await eventually(
    () => text,
    (now) => now.includes(JSON.stringify(state(1))),
  );
  send(2);
  await received([stream], 2);
  expect(graph.jobs.listeners).toBe(1);
  graph.jobs.complete();
  await ended;
  // A line with a colon alone is one that keeps the connection open.
  expect(text.replaceAll(/^:\n\n/gm, '')).toBe(
    `event: next\ndata: ${JSON.stringify(state(1))}\n\nevent: next\ndata: ${JSON.stringify(state(2))}\n\nevent: complete\ndata:\n\n`,
  );
  await eventually(() => stream.end, Boolean);
  expect(stream.end).toEqual({ kind: 'complete' });
});

test('a shared stream outlives the subgraph, for all who have it open', async () => {
  const owner = someone();
  const first = await watching(owner);
  await upstreams(1);
  send(1);
  const second = await watching(owner);
  await received([first, second], 1);
  await graph.clio.stop();
  await upstreams(0);
  await graph.clio.start();
  await upstreams(1);
  send(2);
  await received([first, second], 2);
  for (const stream of [first, second]) expect([stream.results.at(-1), stream.end]).toEqual([state(2), undefined]);
});
