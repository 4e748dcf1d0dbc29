import { afterAll, expect, test } from '@jest/globals';
import { buildASTSchema, buildClientSchema, getIntrospectionQuery, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { answeringSubgraph } from '../testing/equivalence/answering-subgraph.js';
import { entitiesOf } from '../testing/equivalence/entities.js';
import { generateOperation } from '../testing/equivalence/generated-operation.js';
import { testGraphs } from '../testing/equivalence/graphs.js';
import { eventually } from '../testing/eventually.js';
import { startPlainGraph } from '../testing/plain-graph.js';
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated"])';
const started = [];
async function start(...given) {
    const graph = await startPlainGraph(...given);
    started.push(graph);
    return graph;
}
afterAll(async () => {
    for (const graph of started)
        await graph[Symbol.asyncDispose]();
});
const hello = (answer) => ({
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
        const graph = await start(Object.fromEntries(subgraphs.map(({ name: subgraph, typeDefs }) => {
            const source = answeringSubgraph(subgraph, typeDefs, entities, { seed: 7, lax: true });
            const answer = (request) => source.call({ body: JSON.stringify(request), read: JSON.parse });
            return [subgraph, { sdl: sdl[subgraph] ?? '', answer }];
        })));
        const { body } = await graph.post(getIntrospectionQuery());
        const schema = buildClientSchema(body.data);
        let withData = 0;
        for (let seed = 0; seed < 15; seed += 1) {
            const { source, variables } = generateOperation(schema, seed);
            const answer = await graph.post(source, variables);
            expect([source, answer.status]).toEqual([source, 200]);
            if (answer.body.data)
                withData += 1;
        }
        expect(withData).toBeGreaterThan(5);
        expect(graph.lives()).toBe(true);
    });
test('plain mode reads a supergraph from a URL, passes headers on, and asks for no token', async () => {
    const graph = await start(hello(() => ({ data: { hello: 'hello', secret: 'told' } })), 'url');
    const { body } = await graph.post('{ hello secret }', {}, {
        authorization: 'Bearer of-the-client',
        cookie: 'a=b',
        'x-tenant': 't1',
        'accept-language': 'de',
    });
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
        streams: buildASTSchema(parse('type Query { size: Int } type Subscription { numbers(from: Int!): Thing } type Thing { id: ID! }')),
    },
    names: {
        sdl: `${link} type Thing @key(fields: "id") { id: ID! name: String }`,
        answer: ({ variables, headers }) => ({
            data: {
                _entities: variables['representations'].map(({ id }) => ({
                    name: `${id} for ${headers['x-tenant']}`,
                })),
            },
        }),
    },
};
const numbers = counting.numbers.streams.getSubscriptionType()?.getFields()['numbers'];
if (numbers)
    numbers.subscribe = async function* (_, { from }) {
        for (const id of [from, from + 1])
            yield { numbers: { id } };
    };
test('plain mode serves subscriptions over Server-Sent Events and WebSocket, each client with its own headers', async () => {
    const graph = await start(counting);
    const query = 'subscription { numbers(from: 5) { id name } }';
    const expected = (tenant) => [5, 6].map((id) => ({ data: { numbers: { id: String(id), name: `${id} for ${tenant}` } } }));
    const overHttp = async (tenant) => {
        const response = await fetch(graph.url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-tenant': tenant },
            body: JSON.stringify({ query }),
        });
        return [...(await response.text()).matchAll(/event: next\ndata: (.*)\n/g)].map(([, json = '']) => JSON.parse(json));
    };
    expect(await Promise.all([overHttp('t1'), overHttp('t2')])).toEqual([expected('t1'), expected('t2')]);
    class OfTenant extends WebSocket {
        constructor(url, protocols) {
            super(url, protocols, { headers: { 'x-tenant': 't3' } });
        }
    }
    const client = createClient({ url: graph.url.replace('http', 'ws'), webSocketImpl: OfTenant, lazy: true });
    const results = [];
    for await (const result of client.iterate({ query }))
        results.push(result);
    await client.dispose();
    expect(results).toEqual(expected('t3'));
});
test('plain mode shows what subgraphs say, and outlives every kind of nonsense', async () => {
    let answer = {
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
test('plain mode serves a new supergraph of a file at once, and one of a URL when a signal asks for it', async () => {
    for (const from of ['file', 'url']) {
        const served = hello(({ query }) => ({ data: query.includes('later') ? { later: 'there' } : { hello: 'hello' } }));
        const graph = await start(served, from);
        expect((await graph.post('{ later }')).body.errors).toHaveLength(1);
        await graph.evolve({ hello: (served['hello']?.sdl ?? '').replace('type Query {', 'type Query { later: String') });
        if (from === 'url')
            graph.signal('SIGHUP');
        const { body } = await eventually(() => graph.post('{ later }'), (answer) => answer.body.data !== undefined);
        expect(body).toEqual({ data: { later: 'there' } });
        expect((await graph.post('{ hello }')).body).toEqual({ data: { hello: 'hello' } });
    }
});
//# sourceMappingURL=plain.test.js.map