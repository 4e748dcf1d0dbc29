import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { printSchema } from 'graphql';
import { loadSupergraph } from '../supergraph/supergraph.js';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
let graph;
beforeAll(async () => {
    graph = await startTestGraph();
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
});
/** The answer, whether a subgraph was asked for it, and what its header says of keeping it. */
async function ask(query, who) {
    const callsBefore = graph.accounts.calls.length;
    const { body, headers } = await graph.post(query, who ? { token: await graph.token(who) } : {});
    return { data: body.data, asked: graph.accounts.calls.length > callsBefore, header: headers.get('cache-control') };
}
const ann = person([], ownFirm);
const ben = person([], ownFirm);
test.each([
    ['private', 'badge'],
    ['by mistake public', 'mistakenBadge'],
])('an answer that is %s is kept for its principal, and never crosses to another one', async (_, field) => {
    const query = `{ ${field} }`;
    const badge = ({ userId }) => ({ [field]: `badge of ${userId}` });
    expect(await ask(query, ann)).toMatchObject({ data: badge(ann), asked: true });
    expect(await ask(query, ann)).toMatchObject({ data: badge(ann), asked: false });
    expect(await ask(query, ben)).toMatchObject({ data: badge(ben), asked: true });
    expect(await ask(query)).toMatchObject({ data: { [field]: 'nobody’s badge' }, asked: true });
    // Another session, and other scopes, are another principal, though the person is the same.
    const { sessionId } = person([]);
    expect(await ask(query, { ...ann, sessionId })).toMatchObject({ data: badge(ann), asked: true });
    expect(await ask(query, { ...ann, scopes: ['firm:read'] })).toMatchObject({ data: badge(ann), asked: true });
    expect(await ask(query, ann)).toMatchObject({ data: badge(ann), asked: false });
    expect(await ask(query, ben)).toMatchObject({ data: badge(ben), asked: false });
});
test('one field that states nothing forbids keeping the whole answer', async () => {
    const query = '{ badge vault { name } }';
    const opener = person(['safe:open'], ownFirm);
    expect(await ask(query, opener)).toMatchObject({ data: { vault: { name: 'the safe' } }, asked: true });
    expect(await ask(query, opener)).toMatchObject({ asked: true });
});
test('nothing between the gateway and a client may keep an answer, also what the gateway keeps itself', async () => {
    for (const query of ['{ badge }', '{ mistakenBadge }', '{ plans { code } }', '{ nothing }'])
        for (const who of [undefined, ann])
            expect(await ask(query, who)).toMatchObject({ header: 'no-store' });
});
test('the directive and its scopes show neither in the schema of clients nor to operations', async () => {
    expect(printSchema(loadSupergraph(graph.supergraphSdl).apiSchema)).not.toContain('CacheControl');
    const { body } = await graph.post('query($scope: CacheControlScope) { badge @cacheControl(scope: $scope) }');
    expect(body.errors?.map(({ extensions }) => extensions['code'])).toContain('GRAPHQL_VALIDATION_FAILED');
});
//# sourceMappingURL=cached-answers.test.js.map