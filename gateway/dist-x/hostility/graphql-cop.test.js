import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestGraph } from '../testing/test-graph.js';
/** The thirteen checks of graphql-cop, each as it sends it. What counts is what a scanner would report. */
let graph;
beforeAll(async () => {
    graph = await startTestGraph();
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
});
const json = { 'content-type': 'application/json' };
const times = (count, part) => Array.from({ length: count }, (_, at) => part(at)).join(' ');
test('1 alias overloading: a hundred aliases are not answered', async () => {
    const { body, status } = await graph.post(`{ ${times(101, (at) => `alias${at}: __typename`)} }`);
    expect([status, body.data]).toEqual([400, undefined]);
});
test('2 array batching: an array of operations is not answered', async () => {
    const batch = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
    const { status, text } = await graph.send({ method: 'POST', headers: json, body: batch });
    expect(status).toBe(400);
    expect(text).not.toContain('"__typename":');
});
test('3 circular introspection is refused', async () => {
    const circle = '{ fields { name type { fields { type { fields { type { fields { type { name } } } } } } } } }';
    const { status, body } = await graph.post(`{ __schema { types ${circle} } }`);
    expect([status, body.data]).toEqual([400, undefined]);
});
test('4 directive overloading: ten unknown directives are not told ten times', async () => {
    const { status, body } = await graph.post(`query { __typename ${times(10, () => '@aa')} }`);
    expect(status).toBe(400);
    expect(body.errors?.length).toBeLessThan(10);
});
test('5 field duplication: five hundred times one field is one field', async () => {
    const { text } = await graph.post(`{ ${times(500, () => '__typename')} }`);
    expect(text.trim()).toBe('{"data":{"__typename":"Query"}}');
});
test('6 field suggestions: a wrong name is not helped', async () => {
    for (const query of [
        '{ __schema { directive } }',
        '{ plan { code } }',
        '{ plans { cod } }',
        '{ firm(idd: 1) { name } }',
    ]) {
        expect((await graph.post(query)).text).not.toMatch(/Did you mean/);
    }
});
test('7 introspection is refused', async () => {
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }']) {
        expect((await graph.post(query)).body.data).toBeUndefined();
    }
});
test('8 a query over GET without the header of a page that may ask is refused', async () => {
    expect((await graph.send({ path: '?query=%7B__typename%7D' })).status).toBe(400);
});
test('9 a mutation over GET is refused', async () => {
    const path = `?query=${encodeURIComponent('mutation { __typename }')}`;
    expect((await graph.send({ path, headers: { 'apollo-require-preflight': '1' } })).status).toBe(405);
});
test('10 a form is refused', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const extra of [{}, { 'apollo-require-preflight': '1' }]) {
        const { status } = await graph.send({
            method: 'POST',
            headers: { ...headers, ...extra },
            body: 'query=%7B__typename%7D',
        });
        expect([400, 415]).toContain(status);
    }
});
test('11 no page to explore the graph by is served', async () => {
    for (const path of ['', '/graphiql', '/playground', '/console']) {
        const answer = await graph.send({ path, headers: { accept: 'text/html' } });
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.text).not.toMatch(/graphiql|sandbox|playground/i);
    }
});
test('12 no tracing comes with an answer, whatever a client asks for', async () => {
    const { body } = await graph.post('{ plans { code } }', {
        headers: {
            'apollo-federation-include-trace': 'ftv1',
            'apollo-query-plan-experimental': 'true',
            'apollo-query-plan-experimental-format': 'internal',
            'x-apollo-tracing': '1',
        },
    });
    expect(body).toEqual({ data: { plans: [{ code: 'trial' }] } });
});
test('13 an operation that makes no sense is told without an exception or a stack', async () => {
    const { text, status } = await graph.post('qwerty cop { abc }');
    expect(status).toBe(400);
    expect(text).not.toMatch(/exception|stack|\.ts:|\.js:|node_modules/);
});
//# sourceMappingURL=graphql-cop.test.js.map