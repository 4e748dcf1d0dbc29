import { afterEach, beforeEach, expect, test } from '@jest/globals';
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

test('each event is completed with entity fields of other subgraphs, through aliases, fragments, variables and conditions', async () => {
  const client = graph.socket(await graph.token(someone()));
  const stream = collect(
    client,
    `subscription Watch($job: ID!, $with: Boolean!) {
       state: progress(jobId: $job) {
         done: percent
         ...Owner
         notes { text ... on Remark { by } ... on Warning { level } }
       }
     }
     fragment Owner on Job { firm { title: name zone: timeZone clock @include(if: $with) } }`,
    { variables: { job: 'job_1', with: true } },
  );
  await listening(graph, 1);
  progress(graph, 10);
  progress(graph, 20);
  await eventually(
    () => stream.results.length,
    (count) => count === 2,
  );
  const state = (done: number) => ({
    data: {
      state: {
        done,
        firm: { title: 'Own LLP', zone: 'America/New_York', clock: 'noon in America/New_York' },
        notes: [
          { text: 'a remark', by: 'Ann' },
          { text: 'a warning', level: 2 },
        ],
      },
    },
  });
  expect(stream.results).toEqual([state(10), state(20)]);
});

test('keys and type names that were fetched for the plan do not show', async () => {
  const stream = collect(
    graph.socket(await graph.token(someone())),
    'subscription { progress(jobId: "job_1") { firm { name } } }',
  );
  await listening(graph, 1);
  progress(graph, 1);
  await eventually(
    () => stream.results.length,
    (count) => count === 1,
  );
  expect(JSON.stringify(stream.results[0])).toBe('{"data":{"progress":{"firm":{"name":"Own LLP"}}}}');
});

test('the principal arrives at the owner of the stream and at the subgraphs of its entities', async () => {
  const owner = someone();
  const stream = collect(
    graph.socket(await graph.token(owner)),
    'subscription { progress(jobId: "job_1") { firm { name } } }',
  );
  await listening(graph, 1);
  progress(graph, 1);
  await eventually(
    () => stream.results.length,
    (count) => count === 1,
  );
  const expected = expect.objectContaining({ userId: owner.userId, firmId: ownFirm });
  expect(graph.clio.principals).toEqual([expected]);
  expect(graph.accounts.principals).toEqual([expected]);
});

test('a client that stops ends the stream at the subgraph', async () => {
  const client = graph.socket(await graph.token(someone()));
  const first = collect(client, 'subscription { progress(jobId: "job_2") { percent } }');
  const second = collect(client, progressQuery);
  await listening(graph, 2);
  first.stop();
  await listening(graph, 1);
  progress(graph, 3);
  await eventually(
    () => second.results.length,
    (count) => count === 1,
  );
  expect(first.results).toEqual([]);
});

test('a client whose socket breaks ends its streams at the subgraph', async () => {
  const client = graph.socket(await graph.token(someone()));
  collect(client, progressQuery);
  await listening(graph, 1);
  client.terminate();
  await listening(graph, 0);
});

test('a subgraph that is killed and comes back goes on streaming, and the client notices nothing', async () => {
  const stream = collect(graph.socket(await graph.token(someone())), progressQuery);
  await listening(graph, 1);
  progress(graph, 1);
  await eventually(
    () => stream.results.length,
    (count) => count === 1,
  );
  await graph.clio.stop();
  await listening(graph, 0);
  await graph.clio.start();
  await listening(graph, 1);
  progress(graph, 2);
  await eventually(
    () => stream.results.length,
    (count) => count === 2,
  );
  expect(stream.end).toBeUndefined();
});

test('a subgraph of the entities that is away costs its fields, not the stream', async () => {
  const stream = collect(
    graph.socket(await graph.token(someone())),
    'subscription { progress(jobId: "job_1") { percent firm { clock } } }',
  );
  await listening(graph, 1);
  await graph.data.stop();
  progress(graph, 1);
  await eventually(
    () => stream.results.length,
    (count) => count === 1,
  );
  expect(stream.results[0]).toMatchObject({
    data: { progress: { percent: 1, firm: { clock: null } } },
    errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
  });
  await graph.data.start();
  progress(graph, 2);
  await eventually(
    () => stream.results.length,
    (count) => count === 2,
  );
  expect(stream.results[1]).toMatchObject({ data: { progress: { firm: { clock: 'noon in America/New_York' } } } });
});
