import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type PublicAnswer, type PublicGraph, renaming, startPublicGraph } from '../testing/public-graph.ts';
import { ownFirm, type TestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

let server: PublicGraph;
let graph: TestGraph;
let key: string;
beforeAll(async () => {
  server = await startPublicGraph();
  graph = server.graph;
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
});
beforeEach(() => {
  key = graph.apiKey(person(['firm:read', 'firm:write'], ownFirm));
  graph.accounts.calls.length = 0;
});

const renamed = { data: { rename: { timeZone: 'America/New_York' } } };
async function send(idempotencyKey: string | undefined, name: string, { query = renaming, as = key } = {}) {
  return (await server.send(as, { idempotencyKey, name, query })).answer;
}
const codes = ({ errors }: PublicAnswer) => errors?.map(({ extensions }) => extensions.code);

test('a mutation that is repeated with its key runs once, and answers what it answered', async () => {
  expect(await send('intention-1', 'One')).toEqual(renamed);
  expect(await send('intention-1', 'One')).toEqual(renamed);
  expect(graph.accounts.calls).toHaveLength(1);
  await send('intention-2', 'One');
  await send(undefined, 'One');
  expect(graph.accounts.calls).toHaveLength(3);
});

test('an answer that is repeated says so in a header', async () => {
  const request = { idempotencyKey: 'told', name: 'One' };
  expect((await server.send(key, request)).headers.get('idempotent-replayed')).toBeNull();
  expect((await server.send(key, request)).headers.get('idempotent-replayed')).toBe('true');
});

test('errors are part of the answer that is repeated', async () => {
  const first = await send('wrong', 'A name that is much too long');
  expect(first.errors).toMatchObject([{ path: ['rename'], extensions: { code: 'BAD_USER_INPUT' } }]);
  const again = await send('wrong', 'A name that is much too long');
  expect(again.errors).toMatchObject([{ path: ['rename'], extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(graph.accounts.calls).toHaveLength(1);
});

test('a key with other variables or another operation is refused, and one that is none, too', async () => {
  await send('once', 'One');
  expect(codes(await send('once', 'Two'))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  expect(codes(await send('once', 'One', { query: `${renaming} # again` }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  expect(codes(await send('x'.repeat(256), 'One'))).toEqual(['BAD_REQUEST']);
  expect(graph.accounts.calls).toHaveLength(1);
});

test('the same key of another client is another intention, and a query has none', async () => {
  const other = graph.apiKey(person(['firm:read', 'firm:write'], ownFirm));
  await send('shared', 'One');
  expect(await send('shared', 'Two', { as: other })).toEqual(renamed);
  expect(graph.accounts.calls).toHaveLength(2);
  for (const _ of [1, 2]) expect(codes(await send('shared', 'x', { query: '{ plans { code } }' }))).toBeUndefined();
});

test('of many at the same time one runs; the others are told so, or get its answer', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => send('at-once', 'One')));
  expect(graph.accounts.calls).toHaveLength(1);
  for (const answer of answers)
    if (answer.errors) expect(codes(answer)).toEqual(['IDEMPOTENCY_KEY_IN_USE']);
    else expect(answer).toEqual(renamed);
  expect(answers).toContainEqual(renamed);
});
