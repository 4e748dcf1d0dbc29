import { expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import type { UserPrincipal } from '@smarterfirms/platform/principal';
import { budgetOf } from './admission.ts';
import { changedLimits } from './limits.ts';

test('a person, each key of a person, and an address without either spend from budgets of their own', () => {
  const limits = changedLimits();
  const of = (principal: UserPrincipal | undefined, address: string) =>
    budgetOf({ principal, client: { address } }, limits);
  const person: UserPrincipal = {
    kind: 'user',
    userId: newId('user'),
    sessionId: 'session-1',
    firmId: newId('firm'),
    scopes: [],
    sessionVersion: 1,
  };
  const withKey = { ...person, apiKeyId: newId('apiKey') };
  const otherKey = { ...person, apiKeyId: newId('apiKey') };
  const budgets = [
    of(person, '192.0.2.1'),
    of(withKey, '192.0.2.1'),
    of(otherKey, '192.0.2.1'),
    of(undefined, '192.0.2.1'),
  ];
  expect(new Set(budgets.map(({ key }) => key)).size).toBe(4);
  expect(budgets.map(({ capacity }) => capacity)).toEqual([20_000, 10_000, 10_000, 5_000]);
  expect(of(withKey, '198.51.100.7').key).toBe(of(withKey, '192.0.2.1').key);
  expect(of(undefined, '198.51.100.7').key).not.toBe(of(undefined, '192.0.2.1').key);
});
