import { afterAll, expect, test } from '@jest/globals';
import { buildASTSchema, buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { answeringSubgraph } from '../testing/equivalence/answering-subgraph.ts';
import { entitiesOf } from '../testing/equivalence/entities.ts';
import { generateOperation } from '../testing/equivalence/generated-operation.ts';
import { testGraphs } from '../testing/equivalence/graphs.ts';
import { eventually } from '../testing/eventually.ts';
import { type PlainGraph, type ServedSubgraph, type SubgraphRequest, startPlainGraph } from '../testing/plain-graph.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated"])';
const started: PlainGraph[] = [];
async function start(...given: Parameters<typeof startPlainGraph>): Promise<PlainGraph> {
  const graph = await startPlainGraph(...given);
  started.push(graph);
  return graph;
}
afterAll(async () => {
  for (const graph of started) await graph[Symbol.asyncDispose]();
});

const hello = (answer: ServedSubgraph['answer']): Record<string, ServedSubgraph> => ({
  hello: {
    sdl: `${link}
      type Query { hello(name: String): String secret: String @authenticated }
      type Mutation { greet: String }
      type Subscription { greetings: String }`,
    answer,
  },
});

for (const [name, make] of Object.entries(testGraphs))
  test(`plain mode serves ${name} from its supergraph file, whatever subgraphs answer`, async () => {
    const { subgraphs, sdl } = make();
    const entities = entitiesOf(subgraphs.map(({ typeDefs }) => typeDefs));
    const graph = await start(
      Object.fromEntries(
        subgraphs.map(({ name: subgraph, typeDefs }) => {
          const source = answeringSubgraph(subgraph, typeDefs, entities, { seed: 7, lax: true });
          const answer: ServedSubgraph['answer'] = (request) =>
            source.call({ body: JSON.stringify(request), read: JSON.parse } as Parameters<typeof source.call>[0]);
          return [subgraph, { sdl: sdl[subgraph] ?? '', answer }];
        }),
      ),
    );
    const { body } = await graph.post(getIntrospectionQuery());
    const schema = buildClientSchema(body.data as IntrospectionQuery);
    let withData = 0;
    for (let seed = 0; seed < 15; seed += 1) {
      const { source, variables } = generateOperation(schema, seed);
      const answer = await graph.post(source, variables);
      expect([source, answer.status]).toEqual([source, 200]);
      if (answer.body.data) withData += 1;
    }
    expect(withData).toBeGreaterThan(5);
    expect(graph.lives()).toBe(true);
  });

test('plain mode reads a supergraph from a URL, passes headers on, and asks for no token', async () => {
  const graph = await start(
    hello(() => ({ data: { hello: 'hello', secret: 'told' } })),
    { from: 'url' },
  );
  const { body } = await graph.post(
    '{ hello secret }',
    {},
    {
      authorization: 'Bearer of-the-client',
      cookie: 'a=b',
      'x-tenant': 't1',
      'accept-language': 'de',
    },
  );
  expect(body).toEqual({ data: { hello: 'hello', secret: 'told' } });
  expect(graph.requests[0]?.headers).toMatchObject({
    authorization: 'Bearer of-the-client',
    cookie: 'a=b',
    'x-tenant': 't1',
    'content-type': 'application/json',
    'accept-language': 'de',
  });
});

/** Of each caller's number: whoever is not who asked must not get it. */
const counting = {
  numbers: {
    sdl: `${link}
      type Query { size: Int }
      type Subscription { numbers(from: Int!): Thing }
      type Thing @key(fields: "id") { id: ID! }`,
    answer: () => ({ data: { size: 2 } }),
    streams: buildASTSchema(
      parse('type Query { size: Int } type Subscription { numbers(from: Int!): Thing } type Thing { id: ID! }'),
    ),
  },
  names: {
    sdl: `${link} type Thing @key(fields: "id") { id: ID! name: String }`,
    answer: ({ variables, headers }: SubgraphRequest) => ({
      data: {
        _entities: (variables['representations'] as { id: string }[]).map(({ id }) => ({
          name: `${id} for ${headers['x-tenant']}`,
        })),
      },
    }),
  },
};
const numbers = counting.numbers.streams.getSubscriptionType()?.getFields()['numbers'];
if (numbers)
  numbers.subscribe = async function* (_: unknown, { from }: { from: number }) {
    for (const id of [from, from + 1]) yield { numbers: { id } };
  };

test('plain mode serves subscriptions over Server-Sent Events and WebSocket, each client with its own headers', async () => {
  const graph = await start(counting);
  const query = 'subscription { numbers(from: 5) { id name } }';
  const expected = (tenant: string) =>
    [5, 6].map((id) => ({ data: { numbers: { id: String(id), name: `${id} for ${tenant}` } } }));
  const overHttp = async (tenant: string) => {
    const response = await fetch(graph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-tenant': tenant },
      body: JSON.stringify({ query }),
    });
    return [...(await response.text()).matchAll(/event: next\ndata: (.*)\n/g)].map(([, json = '']) => JSON.parse(json));
  };
  expect(await Promise.all([overHttp('t1'), overHttp('t2')])).toEqual([expected('t1'), expected('t2')]);

  class OfTenant extends WebSocket {
    constructor(url: string, protocols: string) {
      super(url, protocols, { headers: { 'x-tenant': 't3' } });
    }
  }
  const client = createClient({ url: graph.url.replace('http', 'ws'), webSocketImpl: OfTenant, lazy: true });
  const results = [];
  for await (const result of client.iterate({ query })) results.push(result);
  await client.dispose();
  expect(results).toEqual(expected('t3'));
});

test('plain mode shows what subgraphs say, and outlives every kind of nonsense', async () => {
  let answer: unknown = {
    data: { hello: null },
    errors: [{ message: 'as it is', path: ['hello'], extensions: { code: 'X1' } }],
  };
  const graph = await start(hello(() => answer));
  expect((await graph.post('{ hello }')).body).toMatchObject({
    data: { hello: null },
    errors: [{ message: 'as it is', path: ['hello'], extensions: { code: 'X1' } }],
  });
  for (answer of [
    null,
    5,
    [],
    {},
    { data: 5 },
    { data: { hello: { not: 'a string' } } },
    { errors: [{}] },
    { errors: 'text' },
  ]) {
    const { status, body } = await graph.post('{ hello }');
    expect([answer, status, body.data, body.errors.length]).toEqual([answer, 200, { hello: null }, 1]);
  }
  expect((await graph.post('{ hello')).body.errors).toHaveLength(1);
  expect((await graph.post('subscription { greetings }')).body.errors).toHaveLength(1);
  expect((await graph.post('{ hello ... @defer { secret } }')).body.errors).toHaveLength(1);
  expect(graph.lives()).toBe(true);
});

/** What a single subgraph answers is for each test to say. */
const single: ServedSubgraph = { sdl: `${link} type Query { hello(name: String): String }`, answer: () => undefined };
let startedSingle: Promise<PlainGraph> | undefined;
function startSingle(answer: ServedSubgraph['answer'], status = 200): Promise<PlainGraph> {
  Object.assign(single, { answer, status });
  startedSingle ??= start({ single });
  return startedSingle;
}

test('plain mode passes what subgraphs say in their own way: null beside a message, no message, a refusal', async () => {
  const errors = [{ message: 'of its own', path: null, locations: null, extensions: null }, {}, 'text', { message: 5 }];
  const graph = await startSingle(() => ({ data: { hello: 'hello' }, errors }));
  const { body } = await graph.post('{ hello }');
  expect(body.data).toEqual({ hello: 'hello' });
  const nameless = 'Error while fetching subquery from service "single"';
  expect(body.errors.map(({ message }: { message: string }) => message)).toEqual(['of its own', nameless]);

  await startSingle(() => ({ errors: [{ message: 'Who is that?', extensions: { code: 'WHO' } }] }), 401);
  expect((await graph.post('{ hello }')).body).toMatchObject({
    data: { hello: null },
    errors: [{ message: 'Who is that?', extensions: { code: 'WHO' } }],
  });
});

test('plain mode takes large variables, and operations at the paths where other servers have them', async () => {
  const graph = await startSingle(({ variables: { name } }) => ({ data: { hello: String(String(name).length) } }));
  const query = 'query ($name: String) { hello(name: $name) }';
  expect((await graph.post(query, { name: 'x'.repeat(3_000_000) })).body).toEqual({ data: { hello: '3000000' } });
  for (const path of ['/', '/graphql/']) {
    const response = await fetch(new URL(path, graph.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  }
});

test('an operation of a kind that the schema does not have is a mistake of its client', async () => {
  const graph = await startSingle(() => ({ data: {} }));
  for (const kind of ['mutation', 'subscription'])
    expect(await graph.post(`${kind} { hello }`)).toMatchObject({
      status: 400,
      body: {
        errors: [{ message: `The schema has no ${kind} type.`, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
      },
    });
});

test('plain mode is started by an older Node as well, ends by its signal, and does not outlive it', async () => {
  const versions = "{ value: { ...process.versions, node: '20.20.2' } }";
  const older = `data:text/javascript,Object.defineProperty(process, 'versions', ${versions})`;
  const starting = () =>
    start(
      hello(() => ({ data: { hello: 'hello' } })),
      { nodeOptions: ['--import', older] },
    );
  const [ended, killed] = [await starting(), await starting()];
  expect((await ended.post('{ hello }')).body).toEqual({ data: { hello: 'hello' } });
  await ended[Symbol.asyncDispose]();
  killed.signal('SIGKILL');
  for (const { url } of [ended, killed])
    await eventually(
      () =>
        fetch(url).then(
          () => 'answers',
          () => 'gone',
        ),
      (state) => state === 'gone',
    );
});

test('plain mode serves a new supergraph of a file at once, and one of a URL when a signal asks for it', async () => {
  for (const from of ['file', 'url'] as const) {
    const served = hello(({ query }) => ({ data: query.includes('later') ? { later: 'there' } : { hello: 'hello' } }));
    const graph = await start(served, { from });
    expect((await graph.post('{ later }')).body.errors).toHaveLength(1);
    await graph.evolve({ hello: (served['hello']?.sdl ?? '').replace('type Query {', 'type Query { later: String') });
    if (from === 'url') graph.signal('SIGHUP');
    const { body } = await eventually(
      () => graph.post('{ later }'),
      (answer) => answer.body.data !== undefined,
    );
    expect(body).toEqual({ data: { later: 'there' } });
    expect((await graph.post('{ hello }')).body).toEqual({ data: { hello: 'hello' } });
  }
});
