import { expect, test } from '@jest/globals';
import { roles, scopes, scopesOf } from './access.ts';

test('no role reaches beyond the closed list, and only an owner holds all of it', () => {
  for (const role of roles) expect(scopes).toEqual(expect.arrayContaining(scopesOf(role)));
  expect(scopesOf('owner')).toEqual([...scopes].sort());
  for (const role of roles.filter((role) => role !== 'owner'))
    expect(scopesOf(role).length).toBeLessThan(scopes.length);
});

test('a person without a firm reaches nothing of any firm', () => {
  expect(scopesOf(undefined).every((scope) => /^(profile|notifications):/.test(scope))).toBe(true);
});

test('read-only can write nothing of the firm', () => {
  expect(scopesOf('read-only').filter((scope) => /:write$/.test(scope))).toEqual([
    'notifications:write',
    'profile:write',
  ]);
});
