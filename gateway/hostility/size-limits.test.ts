import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { collect } from '../testing/collect.ts';
import { eventually } from '../testing/eventually.ts';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

/**
 * The limits of graphql-armor, each at the last size that passes and the first that does not: in queries, mutations and
 * subscriptions, directly and through fragments.
 */
let graph: TestGraph;
let token: string;
beforeAll(async () => {
  graph = await startTestGraph({
    limits: {
      operationCostMax: 1e6,
      user: { capacity: 1e6, refillPerSecond: 1 },
      anonymous: { capacity: 1e6, refillPerSecond: 1 },
    },
  });
  token = await graph.token(person(['firm:read', 'firm:write', 'sync:read', 'matters:read'], ownFirm));
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
});

const times = (count: number, part: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');
const firm = `firm(id: "${ownFirm}")`;
const nested = (levels: number) => `${'{ self '.repeat(levels)}{ id ${'}'.repeat(levels + 1)}`;

interface Sizes {
  what: string;
  last: string;
  first: string;
}

const sizes: Sizes[] = [
  {
    what: 'characters',
    last: `{ plans { code } } # ${'x'.repeat(49_979)}`,
    first: `{ plans { code } } # ${'x'.repeat(49_980)}`,
  },
  {
    what: 'tokens',
    last: `{ ${'... { plans { code } } '.repeat(285)} ${'__typename '.repeat(3)} }`,
    first: `{ ${'... { plans { code } } '.repeat(285)} ${'__typename '.repeat(4)} }`,
  },
  { what: 'levels', last: `{ ${firm} ${nested(10)} }`, first: `{ ${firm} ${nested(11)} }` },
  {
    what: 'levels through fragments',
    last: `{ ${firm} { ...A } } fragment A on Firm { self { self { self { self { self { ...B } } } } } } fragment B on Firm ${nested(5)}`,
    first: `{ ${firm} { ...A } } fragment A on Firm { self { self { self { self { self { ...B } } } } } } fragment B on Firm ${nested(6)}`,
  },
  {
    what: 'levels of a mutation',
    last: `mutation { rename(name: "a") ${nested(10)} }`,
    first: `mutation { rename(name: "a") ${nested(11)} }`,
  },
  {
    what: 'aliases',
    last: `{ ${times(30, (at) => `a${at}: __typename`)} }`,
    first: `{ ${times(31, (at) => `a${at}: __typename`)} }`,
  },
  {
    what: 'aliases of a mutation',
    last: `mutation { ${times(30, (at) => `a${at}: rename(name: "a") { id }`)} }`,
    first: `mutation { ${times(31, (at) => `a${at}: rename(name: "a") { id }`)} }`,
  },
  {
    what: 'aliases through fragments that are spread twice',
    last: `{ a: ${firm} { ...F } b: ${firm} { ...F } } fragment F on Firm { ${times(14, (at) => `n${at}: name`)} }`,
    first: `{ a: ${firm} { ...F } b: ${firm} { ...F } } fragment F on Firm { ${times(15, (at) => `n${at}: name`)} }`,
  },
  {
    what: 'directives',
    last: `{ ${times(50, () => '... @include(if: true) { plans { code } }')} }`,
    first: `{ ${times(51, () => '... @include(if: true) { plans { code } }')} }`,
  },
  {
    what: 'directives through fragments that are spread twice',
    last: `{ a: ${firm} { ...F } b: ${firm} { ...F } } fragment F on Firm { ${times(25, () => 'name @include(if: true)')} }`,
    first: `{ a: ${firm} { ...F } b: ${firm} { ...F } } fragment F on Firm { ${times(26, () => 'name @include(if: true)')} }`,
  },
];

for (const { what, last, first } of sizes) {
  test(`${what}: the last size that is allowed passes, one more does not`, async () => {
    const passed = await graph.post(last, { token });
    expect([passed.status, passed.body.errors]).toEqual([200, undefined]);
    graph.accounts.calls.length = 0;
    const { status, body } = await graph.post(first, { token });
    expect([status, body.data]).toEqual([400, undefined]);
    expect(graph.accounts.calls).toHaveLength(0);
  });
}

test('a subscription has the limits of a query', async () => {
  const client = graph.socket(token);
  const deep = (levels: number) =>
    collect(client, `subscription { progress(jobId: "job_1") { firm ${nested(levels)} } }`);
  const [passes, refused] = [deep(9), deep(10)];
  await eventually(
    () => refused.end,
    (end) => end !== undefined,
  );
  expect(refused.end).toMatchObject({
    kind: 'errors',
    errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  });
  expect(passes.end).toBeUndefined();
  passes.stop();
});

/** Without the bounds, 2^30 steps would take longer than a test may. */
test('fragments that grow by powers, or contain themselves, are refused at once', async () => {
  const doubling = (spread: (next: number) => string) =>
    `${times(30, (at) => `fragment F${at} on Firm { ${spread(at + 1)} }`)} fragment F30 on Firm { id }`;
  for (const query of [
    `{ ${firm} { ...F0 } } ${doubling((next) => `...F${next} ...F${next}`)}`,
    `{ ${firm} { ...F0 } } ${doubling((next) => `...F${next} self { ...F${next} }`)}`,
    `{ ${firm} { ...F0 } } ${doubling((next) => `... on Firm { ...F${next} } ... on Firm { ...F${next} }`)}`,
    `{ ${firm} { ...A } } fragment A on Firm { self { ...B } } fragment B on Firm { self { ...A } }`,
    `{ named { ...I } } fragment I on Named { ... on Firm { ...J } } fragment J on Firm { ... on Named { ...I } }`,
  ]) {
    const { status } = await graph.post(query, { token });
    expect(status).toBe(400);
  }
});

test('every way to select a field recursively over interfaces and unions is bounded before planning', async () => {
  const layer = (inner: string) =>
    `... on Firm { ${inner} } ... on Safe { name } ... on Named { name ... on Firm { ${inner} } }`;
  let selection = 'name';
  for (let level = 0; level < 9; level += 1) selection = layer(selection);
  const { status } = await graph.post(`{ named { ${selection} } found { ${selection} } }`, { token });
  expect(status).toBe(400);
});
