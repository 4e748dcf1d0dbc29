import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
let graph;
beforeAll(async () => {
    graph = await startTestGraph();
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
});
const owner = person([], ownFirm);
const query = `{ firm(id: "${ownFirm}") { name seal } }`;
const signedIn = async (secondsAgo, someone = owner) => graph.post(query, {
    token: await graph.token(someone, {
        claims: secondsAgo === undefined ? {} : { auth_time: Math.floor(Date.now() / 1_000) - secondsAgo },
    }),
});
test('a policy that holds opens the field, and one that does not fetches nothing of it', async () => {
    expect((await signedIn(10)).body.data).toEqual({ firm: { name: 'Own LLP', seal: 'a seal' } });
    graph.accounts.calls.length = 0;
    const stale = await signedIn(3_600);
    expect(stale.body.data).toEqual({ firm: { name: 'Own LLP', seal: null } });
    expect(stale.body.errors).toMatchObject([{ path: ['firm', 'seal'], extensions: { code: 'FORBIDDEN' } }]);
    expect(graph.accounts.calls.map(({ query: sent }) => sent).join()).not.toContain('seal');
});
test('all policies of an alternative must hold, for the same person at the same time', async () => {
    const staff = { ...person([], ownFirm), role: 'staff' };
    expect((await signedIn(10, staff)).body.data.firm.seal).toBeNull();
    expect((await signedIn(undefined)).body.data.firm.seal).toBeNull();
});
test('what was prepared for a fresh sign-in is never used for a stale one, in any order', async () => {
    for (const [ago, seal] of [
        [1, 'a seal'],
        [900, null],
        [2, 'a seal'],
    ]) {
        expect((await signedIn(ago)).body.data.firm.seal).toBe(seal);
    }
});
test('a claim about the sign-in that is not a number of seconds makes the token invalid', async () => {
    const { status } = await graph.post(query, { token: await graph.token(owner, { claims: { auth_time: 'now' } }) });
    expect(status).toBe(401);
});
//# sourceMappingURL=policy.test.js.map