import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
let graph;
const as = async (...scopes) => ({ token: await graph.token(person(scopes, ownFirm)) });
const codes = (body) => (body.errors ?? []).map(({ path, extensions }) => [path?.join('.'), extensions['code']]);
const sent = () => [...graph.accounts.calls, ...graph.clio.calls, ...graph.data.calls].map(({ query }) => query).join('\n');
beforeAll(async () => {
    graph = await startTestGraph();
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
});
beforeEach(() => {
    for (const subgraph of [graph.accounts, graph.clio, graph.data])
        subgraph.calls.length = 0;
});
test('what is open is open, and what is not fetches nothing', async () => {
    const { body, status } = await graph.post(`{ plans { code } firm(id: "${ownFirm}") { name } }`);
    expect(status).toBe(200);
    expect(body.data).toEqual({ plans: [{ code: 'trial' }], firm: null });
    expect(codes(body)).toEqual([['firm', 'UNAUTHENTICATED']]);
    expect(graph.accounts.calls).toHaveLength(1);
    expect(sent()).not.toContain('firm');
});
test('an operation that is denied altogether reaches no subgraph', async () => {
    const { body } = await graph.post(`{ firm(id: "${ownFirm}") { name } me { id } }`);
    expect(body.data).toEqual({ firm: null, me: null });
    expect(codes(body)).toEqual([
        ['firm', 'UNAUTHENTICATED'],
        ['me', 'UNAUTHENTICATED'],
    ]);
    expect(sent()).toBe('');
});
test('a missing scope denies the field, and the rest is answered', async () => {
    const { body } = await graph.post(`{ firm(id: "${ownFirm}") { name revenue } }`, await as('firm:read'));
    expect(body.data).toEqual({ firm: { name: 'Own LLP', revenue: null } });
    expect(codes(body)).toEqual([['firm.revenue', 'FORBIDDEN']]);
    expect(sent()).not.toContain('revenue');
});
test('any one of the alternatives in @requiresScopes is enough, all scopes of it are needed', async () => {
    const query = `{ firm(id: "${ownFirm}") { revenue } }`;
    expect((await graph.post(query, await as('billing:read'))).body.data.firm.revenue).toBe(100);
    expect((await graph.post(query, await as('firm:read', 'billing:write'))).body.data.firm.revenue).toBe(100);
    expect((await graph.post(query, await as('billing:write'))).body.data.firm.revenue).toBeNull();
});
test('two people with different scopes never share what was permitted to one', async () => {
    const query = `query Shared { firm(id: "${ownFirm}") { timeZone } }`;
    expect((await graph.post(query, await as('firm:read'))).body.data.firm.timeZone).toBe('America/New_York');
    expect((await graph.post(query, await as())).body.data.firm).toBeNull();
    expect((await graph.post(query)).body.data.firm).toBeNull();
    expect((await graph.post(query, await as('firm:read'))).body.data.firm.timeZone).toBe('America/New_York');
});
test('a denied field that cannot be null makes its parent null', async () => {
    const { body } = await graph.post(`{ firm(id: "${ownFirm}") { name timeZone } plans { code } }`, await as());
    expect(body.data).toEqual({ firm: null, plans: [{ code: 'trial' }] });
    expect(codes(body)).toEqual([['firm.timeZone', 'FORBIDDEN']]);
});
test('neither an alias, nor a fragment, nor a fragment in a fragment goes around a rule', async () => {
    const { body } = await graph.post(`query($id: ID!) { a: firm(id: $id) { ...Outer x: revenue self { self { money: revenue } } } }
     fragment Outer on Firm { name ...Inner }
     fragment Inner on Firm { y: revenue ... on Firm { revenue } }`, { ...(await as()), variables: { id: ownFirm } });
    expect(body.data).toEqual({
        a: { name: 'Own LLP', y: null, revenue: null, x: null, self: { self: { money: null } } },
    });
    expect(codes(body).map(([path]) => path)).toEqual(['a.y', 'a.revenue', 'a.x', 'a.self.self.money']);
    expect(sent()).not.toContain('revenue');
});
test('an interface asks for what the types behind it ask for', async () => {
    const { body } = await graph.post('{ named { name } }', await as());
    expect(body.data).toBeNull();
    expect(codes(body)).toEqual([['named', 'FORBIDDEN']]);
    const opened = await graph.post('{ named { name ... on Safe { code } } }', await as('safe:open'));
    expect(opened.body.data.named).toEqual([{ name: 'Own LLP' }, { name: 'the safe', code: '1234' }]);
});
test('a member of a union is denied where it is selected, and only there', async () => {
    const { body } = await graph.post('{ found { ... on Firm { name } ... on Safe { label: name } } }', await as());
    expect(body.data).toEqual({ found: [{ name: 'Own LLP' }, { label: null }] });
    expect(codes(body)).toEqual([['found.label', 'FORBIDDEN']]);
    expect(sent()).not.toContain('label');
});
test('a union whose every chosen field is denied still tells which fields are null', async () => {
    const { body } = await graph.post('{ found { ... on Safe { name } } }', await as());
    expect(body.data).toEqual({ found: [{}, { name: null }] });
});
test('a field that returns a protected type is protected', async () => {
    expect((await graph.post('{ vault { __typename } }')).body.data).toEqual({ vault: null });
    expect((await graph.post('{ vault { __typename } }', await as())).body.data).toEqual({ vault: null });
    expect((await graph.post('{ vault { code } }', await as('safe:open'))).body.data).toEqual({
        vault: { code: '1234' },
    });
});
test('a policy that nobody defined closes its field to everybody', async () => {
    const { body } = await graph.post(`{ firm(id: "${ownFirm}") { audited } }`, await as('firm:read', 'auditor'));
    expect(body.data).toEqual({ firm: { audited: null } });
    expect(sent()).not.toContain('audited');
});
test('what is fetched only as a key is not shown by it', async () => {
    const { body } = await graph.post('{ client { name taxId matterCount } }', await as());
    expect(sent()).toContain('taxId');
    expect(body.data).toEqual({ client: { name: 'A Client', taxId: null, matterCount: 3 } });
    expect(codes(body)).toEqual([['client.taxId', 'FORBIDDEN']]);
});
test('a field that is computed from another one asks for what that one asks for', async () => {
    const { body } = await graph.post(`{ firm(id: "${ownFirm}") { clock matters { title } } }`, await as('matters:read'));
    expect(body.data).toEqual({ firm: { clock: null, matters: [{ title: 'Own v. Other' }] } });
    expect(codes(body)).toEqual([['firm.clock', 'FORBIDDEN']]);
    expect(sent()).not.toContain('timeZone');
});
test('a mutation needs its scope before anything is changed', async () => {
    const rename = 'mutation { rename(name: "New") { name } }';
    expect(codes((await graph.post(rename, await as('firm:read'))).body)).toEqual([['rename', 'FORBIDDEN']]);
    expect(graph.accounts.calls).toHaveLength(0);
    expect((await graph.post(rename, await as('firm:write'))).body.data.rename.name).toBe('New');
});
test('a denied field that @include leaves out is neither null nor an error', async () => {
    const query = `query($with: Boolean!) { firm(id: "${ownFirm}") { name revenue @include(if: $with) } }`;
    const without = await graph.post(query, { ...(await as()), variables: { with: false } });
    expect(without.body).toEqual({ data: { firm: { name: 'Own LLP' } } });
    const included = await graph.post(query, { ...(await as()), variables: { with: true } });
    expect(included.body.data.firm).toEqual({ name: 'Own LLP', revenue: null });
    expect(codes(included.body)).toEqual([['firm.revenue', 'FORBIDDEN']]);
});
test('a hostile response name does not take the place of a denied field', async () => {
    const { body } = await graph.post(`{ firm(id: "${ownFirm}") { __denied0: name revenue } }`, await as());
    expect(JSON.stringify(body.data)).toBe('{"firm":{"__denied0":"Own LLP","revenue":null}}');
});
//# sourceMappingURL=authorization.test.js.map