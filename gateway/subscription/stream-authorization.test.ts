import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { collect } from '../testing/collect.ts';
import { eventually } from '../testing/eventually.ts';
import { listening, progress, progressQuery } from '../testing/progress-stream.ts';
import { connectRaw, type RawClient, subscribe } from '../testing/raw-client.ts';
import { otherFirm, ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { type Person, person } from '../testing/test-keys.ts';

let graph: TestGraph;
beforeEach(async () => {
  graph = await startTestGraph();
});
afterEach(async () => {
  await graph[Symbol.asyncDispose]();
});

const someone = () => person(['sync:read', 'firm:read'], ownFirm);

test('an entity of another firm stays unseen even when an event names it', async () => {
  const stream = collect(
    graph.socket(await graph.token(someone())),
    'subscription { progress(jobId: "job_1") { percent firm { name } } }',
  );
  await listening(graph, 1);
  progress(graph, 1, otherFirm);
  await eventually(
    () => stream.results.length,
    (count) => count === 1,
  );
  expect(JSON.stringify(stream.results)).not.toContain('Other');
});

test('a stream whose root field is denied never begins', async () => {
  const anonymous = collect(graph.socket(), progressQuery);
  const unscoped = collect(graph.socket(await graph.token(person([], ownFirm))), progressQuery);
  await eventually(
    () => [anonymous.end, unscoped.end],
    ([a, b]) => Boolean(a && b),
  );
  expect(anonymous.end).toMatchObject({
    kind: 'errors',
    errors: [{ path: ['progress'], extensions: { code: 'UNAUTHENTICATED' } }],
  });
  expect(unscoped.end).toMatchObject({
    kind: 'errors',
    errors: [{ path: ['progress'], extensions: { code: 'FORBIDDEN' } }],
  });
  expect(graph.jobs.listeners).toBe(0);
});

test('a denied field below is null in every event, with its error, and is not fetched', async () => {
  const token = await graph.token(person(['sync:read'], ownFirm));
  const stream = collect(
    graph.socket(token),
    'subscription { progress(jobId: "job_1") { percent firm { name revenue } } }',
  );
  await listening(graph, 1);
  progress(graph, 1);
  progress(graph, 2);
  await eventually(
    () => stream.results.length,
    (count) => count === 2,
  );
  for (const result of stream.results) {
    expect(result).toMatchObject({
      data: { progress: { firm: { name: 'Own LLP', revenue: null } } },
      errors: [{ path: ['progress', 'firm', 'revenue'], extensions: { code: 'FORBIDDEN' } }],
    });
  }
  expect(graph.accounts.calls.map(({ query }) => query).join()).not.toContain('revenue');
});

/** A stream with a token that is good for a few seconds: a busy machine may take longer than some of them to begin it. */
async function streamWithShortToken(owner: Person): Promise<RawClient> {
  for (let expiresIn = 2; ; expiresIn *= 2) {
    const client = await connectRaw(graph.socketUrl);
    const token = await graph.token(owner, { expiresIn });
    client.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await client.until({ type: 'connection_ack' });
    client.send(subscribe('first', progressQuery));
    await eventually(
      () => graph.jobs.listeners === 1 || client.received.some(({ type }) => type === 'error'),
      (begunOrRefused) => begunOrRefused,
    );
    if (graph.jobs.listeners === 1) return client;
    client.terminate();
  }
}

test('a stream ends when its token expires, though nothing happens in it, and goes on with a new token on the same socket', async () => {
  const owner = someone();
  const client = await streamWithShortToken(owner);
  const expired = [{ extensions: { code: 'UNAUTHENTICATED', reason: 'expired' } }];
  await client.until({ type: 'error', id: 'first' });
  expect(client.received.at(-1)?.payload).toMatchObject(expired);
  await listening(graph, 0);
  client.send(subscribe('late', progressQuery));
  await client.until({ type: 'error', id: 'late' });
  expect(client.received.at(-1)?.payload).toMatchObject(expired);
  client.send(subscribe('renewed', progressQuery, { authorization: `Bearer ${await graph.token(owner)}` }));
  await listening(graph, 1);
  progress(graph, 5);
  await client.until({ type: 'next', id: 'renewed' });
  client.terminate();
});

test('a revoked session loses its open streams and cannot begin another', async () => {
  const owner = someone();
  const token = await graph.token(owner);
  const client = graph.socket(token);
  const stream = collect(client, progressQuery);
  const other = collect(graph.socket(await graph.token(someone())), progressQuery);
  await listening(graph, 2);
  graph.revoke(owner.sessionId);
  await eventually(() => stream.end, Boolean);
  expect(stream.end).toMatchObject({
    kind: 'errors',
    errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'revoked' } }],
  });
  await listening(graph, 1);
  const again = collect(client, progressQuery);
  await eventually(() => again.end, Boolean);
  // The client had closed its idle socket: it is refused when it opens another.
  expect(again.end).toMatchObject({ kind: 'closed', cause: { code: 4403, reason: 'Forbidden: revoked' } });
  expect(other.end).toBeUndefined();
});

test('a socket with a token that is not good is closed with 4403 and the reason', async () => {
  const expired = collect(graph.socket(await graph.token(someone(), { expiresIn: -60 })), progressQuery);
  const forged = collect(graph.socket('not.a.token'), progressQuery);
  await eventually(
    () => [expired.end, forged.end],
    ([a, b]) => Boolean(a && b),
  );
  expect(expired.end).toMatchObject({ kind: 'closed', cause: { code: 4403, reason: 'Forbidden: expired' } });
  expect(forged.end).toMatchObject({ kind: 'closed', cause: { code: 4403, reason: 'Forbidden: invalid' } });
});
