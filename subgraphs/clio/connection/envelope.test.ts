import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createEnvelope } from './envelope.ts';

const envelope = createEnvelope(randomBytes(32));

test('a sealed text opens for its own purpose only', () => {
  const sealed = envelope.seal('secret', ['frm_1', 'US', 'tokens']);
  expect(sealed).not.toContain('secret');
  expect(envelope.open(sealed, ['frm_1', 'US', 'tokens'])).toBe('secret');
  expect(() => envelope.open(sealed, ['frm_2', 'US', 'tokens'])).toThrow();
  expect(() => envelope.open(sealed, ['frm_1', 'US|tokens'])).toThrow();
  expect(() => createEnvelope(randomBytes(32)).open(sealed, ['frm_1', 'US', 'tokens'])).toThrow();
});

test('sealing twice gives two texts, and a changed one does not open', () => {
  const sealed = envelope.seal('secret', ['a']);
  expect(envelope.seal('secret', ['a'])).not.toBe(sealed);
  const last = sealed.at(-1) === 'A' ? 'Q' : 'A';
  expect(() => envelope.open(`${sealed.slice(0, -1)}${last}`, ['a'])).toThrow();
});
