import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
let graph;
let token;
beforeAll(async () => {
    graph = await startTestGraph();
    token = await graph.token(person(['firm:read', 'safe:open'], ownFirm));
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
});
const ask = async (query, variables) => (await graph.post(query, { token, variables })).body;
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
    ])
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
    const send = async (v) => (await graph.post(query, { token: reader, variables: { v } })).body;
    expect(await send(false)).toEqual({ data: { firm: { matters } } });
    expect(await send(true)).toEqual({ data: { firm: { clock: 'noon in America/New_York', matters } } });
    expect(await send(false)).toEqual({ data: { firm: { matters } } });
    const literal = `{ firm(id: "${ownFirm}") { clock @skip(if: true) matters { title } } }`;
    expect((await graph.post(literal, { token: reader })).body).toEqual({ data: { firm: { matters } } });
});
//# sourceMappingURL=conditions.test.js.map