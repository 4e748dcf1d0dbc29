import { expect, test } from '@jest/globals';
import { liveMode } from './live-updates.ts';

const calm = { failed: false, slow: false };

test('an open socket is live, whatever went before', () => {
  expect(liveMode({ ...calm, socket: { phase: 'open', failures: 0 } })).toBe('live');
  expect(liveMode({ ...calm, slow: true, socket: { phase: 'open', failures: 5 } })).toBe('live');
});

test('a lost socket reconnects first, and polling takes over after the third failure', () => {
  const modes = [1, 2, 3, 4].map((failures) => liveMode({ ...calm, socket: { phase: 'lost', failures } }));
  expect(modes).toEqual(['reconnecting', 'reconnecting', 'polling', 'polling']);
});

test('a socket that neither opens nor closes is given up for polling', () => {
  expect(liveMode({ ...calm, socket: { phase: 'connecting', failures: 0 } })).toBe('connecting');
  expect(liveMode({ ...calm, slow: true, socket: { phase: 'connecting', failures: 0 } })).toBe('polling');
});

test('a refused subscription is polled instead', () => {
  expect(liveMode({ ...calm, failed: true, socket: { phase: 'open', failures: 0 } })).toBe('polling');
});
