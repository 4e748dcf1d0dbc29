import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { apiKeyScopes, roles, scopesOf } from '@smarterfirms/platform/access';
import { newId } from '@smarterfirms/platform/ids';
import { typicalPrincipals } from '../identity/typical-principals.js';
import { readManifest } from '../persisted/manifest.js';
import { loadSupergraph } from '../supergraph/supergraph.js';
import { createOperations } from './operations.js';
import { prepareRegistered, prepareUsed } from './warm-up.js';
const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const supergraph = loadSupergraph(read('../supergraph.graphql'));
const registered = readManifest(read('../../web/persisted-operations.json'));
/** Operations of the committed graph, and how often its planner was asked. */
function counted() {
    const plans = { count: 0 };
    const planner = Object.create(supergraph.planner, {
        buildQueryPlan: {
            value: (...given) => {
                plans.count += 1;
                return supergraph.planner.buildQueryPlan(...given);
            },
        },
    });
    return { plans, operations: createOperations({ ...supergraph, planner }, { introspection: false }) };
}
function ask(operations, source, operationName, principal) {
    const document = operations.admit(source);
    if (!('kind' in document))
        throw new Error(document.map(({ message }) => message).join('\n'));
    return operations.prepare({ source, document, operationName, principal, variables: {} });
}
const person = (scopes, changes = {}) => ({
    kind: 'user',
    userId: newId('user'),
    sessionId: newId('session'),
    sessionVersion: 3,
    scopes,
    ...changes,
});
test('nobody waits for the plan of a registered operation, whatever their role and whenever they signed in', async () => {
    const { operations, plans } = counted();
    expect(await prepareRegistered(operations, registered, typicalPrincipals())).toEqual([]);
    const before = plans.count;
    expect(before).toBeGreaterThan(registered.length);
    const nowSeconds = Math.floor(Date.now() / 1_000);
    for (const { name, body } of registered) {
        ask(operations, body, name);
        ask(operations, body, undefined);
        ask(operations, body, name, person(scopesOf(undefined)));
        for (const role of roles)
            for (const authenticatedAt of [nowSeconds - 60, nowSeconds - 3_600])
                ask(operations, body, name, person(scopesOf(role), { role, firmId: newId('firm'), authenticatedAt }));
    }
    expect(plans.count).toBe(before);
});
test('what clients have used is planned for the next supergraph, for the scopes that they had', async () => {
    const earlier = counted().operations;
    const byKey = person([...apiKeyScopes].slice(0, 3), { apiKeyId: newId('apiKey') });
    const query = '{ me { id name } plans { code } }';
    ask(earlier, query, undefined, byKey);
    ask(earlier, '{ plans { name } }', undefined);
    const { operations, plans } = counted();
    expect(await prepareUsed(operations, earlier)).toBe(2);
    const before = plans.count;
    ask(operations, query, undefined, { ...byKey });
    expect(plans.count).toBe(before);
    ask(operations, query, undefined);
    expect(plans.count).toBe(before + 1);
});
test('an operation that does not fit is named, and keeps no other from being planned', async () => {
    const { operations } = counted();
    const wrong = { id: 'a'.repeat(64), name: 'Wrong', type: 'query', body: 'query Wrong { nothing }' };
    const right = { ...wrong, name: 'Right', body: 'query Right { plans { code } }' };
    const broken = await prepareRegistered(operations, [wrong, right], [undefined]);
    expect(broken).toEqual([expect.stringContaining('Wrong (aaaaaaaa): Cannot query field "nothing"')]);
    expect([...operations.used()].map(({ operationName }) => operationName)).toEqual(['Right']);
});
//# sourceMappingURL=warm-up.test.js.map