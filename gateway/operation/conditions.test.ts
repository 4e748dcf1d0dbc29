import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

let graph: TestGraph;
let token: string;
beforeAll(async () => {
  graph = await startTestGraph();
  token = await graph.token(person(['firm:read', 'safe:open'], ownFirm));
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
});

const ask = async (query: string, variables: Record<string, unknown>) =>
  (await graph.post(query, { token, variables })).body;

test('an object whose fields are all left out is an empty object, not a null, where it has a condition itself', async () => {
  const firm = `firm(id: "${ownFirm}")`;
  for (const [query, expected] of [
    [`query($v: Boolean!) { ${firm} @include(if: $v) { name @skip(if: true) } }`, { firm: {} }],
    [`query($v: Boolean!) { ${firm} @include(if: $v) { name @skip(if: $v) } }`, { firm: {} }],
    [`query($v: Boolean!) { ${firm} @include(if: $v) { self { name @skip(if: $v) } } }`, { firm: { self: {} } }],
    [
      `query($v: Boolean!) { ${firm} @include(if: $v) { ...F } } fragment F on Firm { name @skip(if: $v) }`,
      { firm: {} },
    ],
    ['query($v: Boolean!) { found @include(if: $v) { ... on Safe { name @skip(if: true) } } }', { found: [{}, {}] }],
    ['query($v: Boolean!) { plans @include(if: $v) { ... @skip(if: $v) { code } } }', { plans: [{}] }],
  ] as const)
    expect([query, await ask(query, { v: true })]).toEqual([query, { data: expected }]);
});

test('what has no condition is planned as it was', async () => {
  graph.accounts.calls.length = 0;
  expect(await ask(`{ firm(id: "${ownFirm}") { ...F } } fragment F on Firm { name }`, {})).toEqual({
    data: { firm: { name: 'Own LLP' } },
  });
  expect(graph.accounts.calls[0]?.query).not.toContain('__typename');
});

test('a field that a condition leaves out takes none with it that came by the same fetch', async () => {
  const reader = await graph.token(person(['firm:read', 'matters:read'], ownFirm));
  const query = `query($v: Boolean!) { firm(id: "${ownFirm}") { clock @include(if: $v) matters { title } } }`;
  const matters = [{ title: 'Own v. Other' }];
  const send = async (v: boolean) => (await graph.post(query, { token: reader, variables: { v } })).body;
  expect(await send(false)).toEqual({ data: { firm: { matters } } });
  expect(await send(true)).toEqual({ data: { firm: { clock: 'noon in America/New_York', matters } } });
  expect(await send(false)).toEqual({ data: { firm: { matters } } });
  const literal = `{ firm(id: "${ownFirm}") { clock @skip(if: true) matters { title } } }`;
  expect((await graph.post(literal, { token: reader })).body).toEqual({ data: { firm: { matters } } });
});

test('the same with more conditions than anyone writes by hand', async () => {
  const reader = await graph.token(person(['firm:read', 'matters:read'], ownFirm));
  const names = Array.from({ length: 12 }, (_, at) => `v${at}`);
  const query = `query(${names.map((name) => `$${name}: Boolean!`).join(' ')}) {
    firm(id: "${ownFirm}") {
      ${names.map((name) => `clock_${name}: clock @include(if: $${name})`).join(' ')}
      matters { title }
    }
  }`;
  const variables = Object.fromEntries(names.map((name) => [name, name === 'v3']));
  expect((await graph.post(query, { token: reader, variables })).body).toEqual({
    data: { firm: { clock_v3: 'noon in America/New_York', matters: [{ title: 'Own v. Other' }] } },
  });
  const none = Object.fromEntries(names.map((name) => [name, false]));
  expect((await graph.post(query, { token: reader, variables: none })).body).toEqual({
    data: { firm: { matters: [{ title: 'Own v. Other' }] } },
  });
});
