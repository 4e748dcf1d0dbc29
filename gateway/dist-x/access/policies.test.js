import { expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { principal } from '@smarterfirms/platform/principal';
import { grantedPolicies } from './policies.js';
const now = Date.parse('2026-11-25T12:00:00Z');
const someone = (changes) => principal.parse({
    kind: 'user',
    userId: newId('user'),
    firmId: newId('firm'),
    role: 'owner',
    scopes: [],
    sessionId: newId('session'),
    sessionVersion: 1,
    ...changes,
});
const granted = (changes) => [...grantedPolicies(someone(changes), now)];
test('a fresh sign-in is fresh for five minutes, and a token that does not say when is never', () => {
    expect(granted({ authenticatedAt: now / 1_000 - 300 })).toContain('recent_sign_in');
    expect(granted({ authenticatedAt: now / 1_000 - 301 })).not.toContain('recent_sign_in');
    expect(granted({})).not.toContain('recent_sign_in');
});
test('a program with a key is never a person, however fresh the session behind it', () => {
    const key = { apiKeyId: newId('apiKey'), authenticatedAt: now / 1_000 };
    expect(granted(key)).toEqual(['firm_owner']);
    expect(granted({ authenticatedAt: now / 1_000 })).toEqual(['in_person', 'recent_sign_in', 'firm_owner']);
});
test('an owner is one of a firm; nobody and services are granted nothing', () => {
    expect(granted({ role: 'admin' })).not.toContain('firm_owner');
    expect(granted({ firmId: undefined })).not.toContain('firm_owner');
    expect([...grantedPolicies(undefined, now)]).toEqual([]);
    expect([...grantedPolicies({ kind: 'service', service: 'gateway' }, now)]).toEqual([]);
});
//# sourceMappingURL=policies.test.js.map