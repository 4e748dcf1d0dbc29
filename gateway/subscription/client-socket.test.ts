import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { collect } from '../testing/collect.ts';
import { eventually } from '../testing/eventually.ts';
import { listening, progress, progressQuery } from '../testing/progress-stream.ts';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

let graph: TestGraph;
beforeEach(async () => {
  graph = await startTestGraph();
});
afterEach(async () => {
  await graph[Symbol.asyncDispose]();
});

const someone = () => person(['sync:read', 'firm:read'], ownFirm);

test('a syntax error, an invalid document and @include on the root field end their own operation only', async () => {
  const client = graph.socket(await graph.token(someone()));
  const good = collect(client, progressQuery);
  await listening(graph, 1);
  const bad = [
    collect(client, 'subscription { progress('),
    collect(client, 'subscription { nothing }'),
    collect(client, 'subscription($a: Boolean!) { progress(jobId: "1") @include(if: $a) { percent } }', {
      variables: { a: true },
    }),
    collect(client, 'subscription($j: ID!) { progress(jobId: $j) { percent } }'),
    collect(client, '{ _entities(representations: []) { __typename } }'),
  ];
  await eventually(
    () => bad.map(({ end }) => end?.kind),
    (ends) => ends.every((end) => end === 'errors'),
  );
  progress(graph, 7);
  await eventually(
    () => good.results.length,
    (count) => count === 1,
  );
  expect(good.end).toBeUndefined();
});

test('queries and mutations over the socket are what they are over HTTP', async () => {
  const client = graph.socket(await graph.token(person(['firm:write', 'firm:read'], ownFirm)));
  const query = collect(client, `{ firm(id: "${ownFirm}") { name revenue clock } }`);
  const mutation = collect(client, 'mutation { rename(name: "New") { name } }');
  const failing = collect(client, '{ fails }');
  const introspection = collect(client, '{ __schema { types { name } } }');
  await eventually(
    () => [query, mutation, failing, introspection].map(({ end }) => end),
    (ends) => ends.every(Boolean),
  );
  expect(query.results).toMatchObject([
    {
      data: { firm: { name: 'Own LLP', revenue: null, clock: 'noon in America/New_York' } },
      errors: [{ path: ['firm', 'revenue'], extensions: { code: 'FORBIDDEN' } }],
    },
  ]);
  expect(mutation.results).toEqual([{ data: { rename: { name: 'New' } } }]);
  expect(failing.results[0]?.errors?.[0]?.message).toMatch(/^Something went wrong on our side\./);
  expect(JSON.stringify(failing.results)).not.toContain('10.1.1.1');
  expect(introspection.end).toMatchObject({ kind: 'errors' });
});

test('a page of a foreign origin gets no socket', async () => {
  const opened = (origin: string) =>
    new Promise((resolve) => {
      const socket = new WebSocket(graph.socketUrl, 'graphql-transport-ws', { origin });
      socket.on('open', () => {
        socket.close();
        resolve('open');
      });
      socket.on('error', (error) => resolve(error.message));
    });
  expect(await opened('https://evil.test')).toContain('403');
  expect(await opened('https://web.test')).toBe('open');
});

test('stopping the gateway tells sockets to go elsewhere', async () => {
  const stream = collect(graph.socket(await graph.token(someone())), progressQuery);
  await listening(graph, 1);
  await graph.gateway.stop();
  await eventually(() => stream.end, Boolean);
  expect(stream.end).toMatchObject({ kind: 'closed', cause: { code: 1001 } });
  await listening(graph, 0);
});

test('one line in the log tells of each stream, without its variables', async () => {
  const stream = collect(
    graph.socket(await graph.token(someone())),
    'subscription Secretly($job: ID!) { progress(jobId: $job) { percent } }',
    { variables: { job: 'job_secret' } },
  );
  await listening(graph, 1);
  progress(graph, 1);
  await eventually(
    () => stream.results.length,
    (count) => count === 1,
  );
  stream.stop();
  const line = await eventually(
    () => graph.logLines.find(({ operationName }) => operationName === 'Secretly'),
    Boolean,
  );
  expect(line).toMatchObject({ transport: 'websocket', operationType: 'subscription', results: 1, firmId: ownFirm });
  expect(JSON.stringify(graph.logLines)).not.toContain('job_secret');
});
