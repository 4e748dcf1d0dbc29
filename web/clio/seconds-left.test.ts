import { expect, test } from '@jest/globals';
import { withoutWait } from './seconds-left.ts';

const atMs = Date.parse('2026-03-02T17:00:00Z');
const pausedUntil = '2026-03-02T17:00:40Z';

test('while Clio makes a job wait the time left is counted down, and no further than the wait lasts', () => {
  const told = { seconds: 180, atMs, pausedUntil };
  expect(withoutWait(told, atMs)).toBe(180);
  expect(withoutWait(told, atMs + 25_900)).toBe(155);
  expect(withoutWait(told, atMs + 300_000)).toBe(140);
});

test('else it is what was told last', () => {
  expect(withoutWait({ seconds: 180, atMs, pausedUntil: null }, atMs + 25_000)).toBe(180);
  expect(withoutWait({ seconds: null, atMs, pausedUntil }, atMs + 25_000)).toBeNull();
  // A pause that was over when it was told of.
  expect(withoutWait({ seconds: 180, atMs: atMs + 60_000, pausedUntil }, atMs + 90_000)).toBe(180);
});
