import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { scopesOf } from '@smarterfirms/platform/access';
import { newId } from '@smarterfirms/platform/ids';
import { createOperations } from '../operation/operations.js';
import { loadSupergraph } from './supergraph.js';
const operations = createOperations(loadSupergraph(readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8')), { introspection: false });
const owner = {
    kind: 'user',
    userId: newId('user'),
    firmId: newId('firm'),
    role: 'owner',
    scopes: scopesOf('owner'),
    sessionId: newId('session'),
    sessionVersion: 1,
};
function prepare(source, principal) {
    const document = operations.admit(source);
    if (Array.isArray(document))
        throw new Error(document.map(({ message }) => message).join('\n'));
    return operations.prepare({ source, document: document, operationName: undefined, principal });
}
const deniedTo = (principal, source) => prepare(source, principal).authorized.denials.map(({ path }) => path.join('.'));
test('somebody without an account can read the plans, sign up and sign in, and gets the whole answer', () => {
    expect(deniedTo(undefined, `mutation {
        signUp(input: { email: "a@b.test", password: "p", name: "A", timeZone: "UTC", locale: "en-US" }) {
          ok { sessionToken expiresAt user { id name email } } error { code message field }
        }
        signIn(input: { email: "a@b.test", password: "p" }) { ok { sessionToken } error { code message } }
        createAccessToken(input: { sessionToken: "s" }) { ok { accessToken scopes } error { code message } }
        signOut(input: { sessionToken: "s" }) { ok { signedOut } error { message } }
      }`)).toEqual([]);
    expect(deniedTo(undefined, '{ me { id email } plans { id code price { amount currency } } }')).toEqual([]);
});
test('somebody who is not signed in gets nothing of a firm', () => {
    expect(deniedTo(undefined, '{ firm { id name } matter(id: "mat_1") { id } me { memberships { id } } }')).toEqual([
        'firm',
        'matter',
        'me.memberships',
    ]);
});
test('the progress of a sync streams from clio, and the firm’s name joins it from accounts', () => {
    const watch = `subscription Watch($job: ID!) {
    syncProgress(jobId: $job) { status percent entities { type fetched total } firm { name } }
  }`;
    const { plan, source } = prepare(watch, owner);
    expect(source).toMatchObject({ kind: 'Fetch', serviceName: 'clio' });
    expect(plan.node).toMatchObject({
        kind: 'Sequence',
        nodes: [
            source,
            {
                kind: 'Sequence',
                nodes: [{ kind: 'Flatten', path: ['syncProgress', 'firm'], node: { kind: 'Fetch', serviceName: 'accounts' } }],
            },
        ],
    });
    expect(deniedTo(undefined, watch)).toEqual(['syncProgress']);
});
test('only services may grant a membership: clients do not even know the field', () => {
    const document = operations.admit('mutation { grantMembership(input: {}) { ok { __typename } } }');
    expect(document).toMatchObject([{ message: expect.stringContaining('Cannot query field "grantMembership"') }]);
});
test('an owner is denied nothing of the firm’s own pages', () => {
    expect(deniedTo(owner, `{
        firm {
          id name timeZone
          subscription { status plan { name } }
          members { nodes { role user { name email } } }
          clioConnection { status region problem }
          latestSyncJob { status }
          matters(first: 10) { totalCount nodes { displayNumber client { name } responsibleAttorney { name } activities { nodes { hours note } } } }
          metrics { hoursWorked { value asOf } billed { value { amount currency } } collected { value { amount } } }
        }
        me { name notifications { nodes { title } } unreadNotificationCount sessions { id } }
      }`)).toEqual([]);
});
test('a document is prepared once, except a huge one, which would fill the memory with its comments', () => {
    const short = '{ plans { code } }';
    const long = `${short} # ${'x'.repeat(20_000)}`;
    expect(operations.admit(short)).toBe(operations.admit(short));
    expect(prepare(short, owner)).toBe(prepare(short, owner));
    expect(operations.admit(long)).not.toBe(operations.admit(long));
    expect(prepare(long, owner)).not.toBe(prepare(long, owner));
    expect(deniedTo(undefined, long)).toEqual([]);
});
//# sourceMappingURL=committed-supergraph.test.js.map