import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
/** OWASP's rows about input, and what a transport may be fed. */
let graph;
let token;
beforeAll(async () => {
    graph = await startTestGraph();
});
beforeEach(async () => {
    // A person of their own for each test, and with them a whole budget.
    token = await graph.token(person(['firm:read', 'firm:write', 'matters:read'], ownFirm));
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
});
const json = { 'content-type': 'application/json' };
const send = (body, headers = {}) => graph.send({ method: 'POST', headers: { ...json, authorization: `Bearer ${token}`, ...headers }, body });
const search = 'query($filter: Nested, $ids: [ID!]) { search(filter: $filter, ids: $ids) }';
test('a value of the wrong kind is refused without telling what would be right', async () => {
    for (const [query, variables] of [
        [search, { filter: { text: 7 } }],
        [search, { filter: { nope: 'x' } }],
        [search, { filter: [] }],
        [search, { ids: [null] }],
        [search, { ids: [{ a: 1 }] }],
        ['query($m: Mood) { byDay(day: "x", mood: $m) }', { m: 'GOODISH' }],
        ['query($id: ID!) { firm(id: $id) { name } }', {}],
        ['query($id: ID!) { firm(id: $id) { name } }', { id: null }],
        ['{ byDay(day: "x", mood: GOODISH) }', {}],
        ['{ firm(id: { a: 1 }) { name } }', {}],
    ]) {
        const { status, body, text } = await graph.post(query, { token, variables });
        expect([query, status, body.data]).toEqual([query, 400, undefined]);
        expect(text).not.toMatch(/Did you mean|"GOOD"|"BAD"|stack|node_modules/);
    }
});
test('text that would be a command elsewhere arrives as it is, and nothing is made of it', async () => {
    for (const text of [
        `'; drop table firm; --`,
        '{{7*7}}#{7*7}<%= 7*7 %>',
        '$(reboot) `reboot` | reboot',
        '../../etc/passwd\u0000',
        '<script>alert(1)</script>',
        '"}, extensions: {"a":1',
        '\u202e\ud83d\ude00\u0007',
    ]) {
        const { body } = await graph.post(search, { token, variables: { filter: { text } } });
        expect(body).toEqual({ data: { search: `found ${text}` } });
    }
});
test('names of a prototype in variables are only names', async () => {
    const { body } = await send(`{"query": ${JSON.stringify(search)}, "variables": {"filter": {"text": "a"}, "__proto__": {"polluted": 1}, "constructor": 1}}`);
    expect(body).toEqual({ data: { search: 'found a' } });
    expect({}['polluted']).toBeUndefined();
    const inside = await send(`{"query": ${JSON.stringify(search)}, "variables": {"filter": {"__proto__": {"text": "a"}}}}`);
    expect(inside.status).toBe(400);
});
test('variables nested ten thousand deep and a list of a hundred thousand end in an answer, and the gateway lives', async () => {
    const deep = `{"text":"x"`.replace('}', '');
    const nestedVariables = `${'{"and":['.repeat(10_000)}${deep}}${']}'.repeat(10_000)}`;
    const nested = await send(`{"query": ${JSON.stringify(search)}, "variables": {"filter": ${nestedVariables}}}`);
    expect([200, 400, 413]).toContain(nested.status);
    expect(nested.text).not.toMatch(/stack|RangeError|node_modules/);
    const long = await graph.post(search, {
        token,
        variables: { ids: Array.from({ length: 100_000 }, (_, at) => String(at)) },
    });
    expect([200, 400, 413]).toContain(long.status);
    const wrong = await graph.post(search, { token, variables: { ids: Array.from({ length: 10_000 }, () => ({})) } });
    expect([wrong.status, (wrong.body.errors ?? []).length <= 11]).toEqual([400, true]);
    expect((await graph.post('{ plans { code } }', { token })).status).toBe(200);
});
test('lists nested in the document are bounded by its tokens', async () => {
    const { status } = await graph.post(`{ search(ids: ${'['.repeat(1_200)}${']'.repeat(1_200)}) }`, { token });
    expect(status).toBe(400);
    const within = await graph.post(`{ search(ids: ${'['.repeat(900)}${']'.repeat(900)}) }`, { token });
    expect(within.status).toBe(400);
});
test('a body too large is refused with 413 and an answer, packed or not, with or without its length', async () => {
    const large = JSON.stringify({ query: '{ plans { code } }', variables: { a: 'x'.repeat(3_000_000) } });
    expect((await send(large)).status).toBe(413);
    expect((await send(gzipSync(large), { 'content-encoding': 'gzip' })).status).toBe(413);
    const stream = new ReadableStream({
        start(controller) {
            controller.enqueue(new TextEncoder().encode(large));
            controller.close();
        },
    });
    const chunked = await graph.send({ method: 'POST', headers: json, body: stream, duplex: 'half' });
    expect([chunked.status, chunked.body.errors?.[0]?.extensions['code']]).toEqual([413, 'BAD_REQUEST']);
});
test('what is not JSON, not UTF-8, not an object or not what it says is refused in one sentence', async () => {
    const bad = [
        ['{"query": "{ plans { code } }"', {}, 400],
        ['', {}, 400],
        ['null', {}, 400],
        ['"{ plans { code } }"', {}, 400],
        ['[]', {}, 400],
        ['{"query": ["{ plans { code } }"]}', {}, 400],
        ['{"query": "{ plans { code } }", "variables": "{}"}', {}, 400],
        ['{"query": "{ plans { code } }", "operationName": {}}', {}, 400],
        ['{"query": "{ plans { code } }", "extensions": []}', {}, 400],
        [new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), {}, 400],
        ['{}', { 'content-type': 'application/json; charset=utf-7' }, 415],
        ['{}', { 'content-type': 'application/json; charset=ibm-thai' }, 415],
        ['{}', { 'content-encoding': 'zstd' }, 415],
        ['not packed', { 'content-encoding': 'gzip' }, 400],
        ['{"query":"{ plans { code } }"}', { 'content-type': 'text/plain' }, 400],
        ['{"query":"{ plans { code } }"}', { 'content-type': 'text/plain', 'apollo-require-preflight': '1' }, 415],
    ];
    for (const [body, headers, expected] of bad) {
        const { status, text } = await send(body, headers);
        expect([String(body).slice(0, 60), headers, status]).toEqual([String(body).slice(0, 60), headers, expected]);
        expect(text).not.toMatch(/stack|SyntaxError|node_modules|at .*\.js/);
    }
    // A body of several operations of one name, and one that names none of them.
    const twice = 'query A { plans { code } } query A { __typename }';
    expect((await send(JSON.stringify({ query: twice, operationName: 'A' }))).status).toBe(400);
    const get = (headers) => graph.send({ path: '?query=%7B__typename%7D', headers });
    expect([400, 415]).toContain((await get({ 'content-type': 'text/plain', 'apollo-require-preflight': '1' })).status);
    expect([400, 415]).toContain((await get({ 'content-type': 'text/plain' })).status);
});
/** What a raw connection gets for what it writes. */
function raw(text) {
    const { hostname, port } = new URL(graph.gateway.url);
    return new Promise((resolve, reject) => {
        let received = '';
        const socket = connect(Number(port), hostname, () => socket.write(text));
        socket.on('data', (chunk) => (received += String(chunk)));
        socket.on('close', () => resolve(received));
        socket.on('error', reject);
        socket.setTimeout(20_000, () => socket.destroy(new Error(`no end; received ${received.slice(0, 200)}`)));
    });
}
test('headers that are too many or no headers at all are refused, and what is smuggled is no second request', async () => {
    expect(await raw(`GET /graphql HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
    expect(await raw('GARBAGE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    const smuggled = await raw('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nhost: x\r\n\r\n');
    expect(smuggled).toMatch(/^HTTP\/1\.1 400 /);
    expect(smuggled.match(/HTTP\/1\.1/g)).toHaveLength(1);
});
test('health, readiness and errors tell neither versions nor addresses', async () => {
    for (const path of ['/health', '/ready', '/nothing', '/graphql']) {
        const answer = await fetch(new URL(path, graph.gateway.url));
        const told = `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
        expect(told).not.toMatch(/express|x-powered-by|node\/|\d+\.\d+\.\d+|127\.0\.0\.1|apollo-server/i);
    }
});
//# sourceMappingURL=input.test.js.map