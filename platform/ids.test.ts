import { expect, test } from '@jest/globals';
import { asId, decodeUuid, encodeUuid, idPrefix, isId, newId } from './ids.ts';

test('an id carries its kind and leads back to its UUID', () => {
  const uuid = '019ab0d2-7c11-7e3f-8f00-00ffaa550102';
  const id = encodeUuid('matter', uuid);
  expect(id).toMatch(/^mat_[0-9a-z]{26}$/);
  expect(decodeUuid('matter', id)).toBe(uuid);
});

test('prefixes are distinct, so no id of one kind passes for another', () => {
  expect(new Set(Object.values(idPrefix)).size).toBe(Object.keys(idPrefix).length);
  expect(decodeUuid('contact', newId('matter'))).toBeUndefined();
  expect(() => asId('user', newId('firm'))).toThrow(/starts with usr_/);
});

test.each(['', 'mat_', 'mat_0', `mat_${'z'.repeat(26)}`, `mat_${'0'.repeat(25)}u`, `MAT_${'0'.repeat(26)}`])(
  'malformed text is no id: %p',
  (text) => expect(isId('matter', text)).toBe(false),
);

test('ids made later sort later', () => {
  const ids = [1, 2, 3_000_000_000_000].map((now) => newId('event', now));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(Array.from({ length: 1_000 }, () => newId('event', 5))).size).toBe(1_000);
});
