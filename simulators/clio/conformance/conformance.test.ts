import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClioSimulator } from '../simulator.ts';
import { Clio, type SimulatorSide } from './clio.ts';
import { requirements } from './list.ts';
import { sideOf, signedIn, startSimulator } from './own-simulator.ts';
import { verdictOn } from './verdict.ts';

let simulator: ClioSimulator;
let side: SimulatorSide;
beforeAll(async () => {
  simulator = await startSimulator();
  side = sideOf(simulator);
});
afterAll(() => simulator.close());

describe('the simulator does what Clio does', () => {
  test.each(requirements.map((requirement) => [requirement.id, requirement.text, requirement] as const))(
    '%s: %s',
    async (_, __, requirement) => {
      const verdict = await verdictOn(requirement, await signedIn(side, simulator.hosts.us));
      expect(verdict).toEqual({ outcome: 'pass', reason: '' });
    },
  );
});

test('what may run against Clio only reads, and needs nothing but a base URL and a token', async () => {
  const { token } = await signedIn(side, simulator.hosts.us);
  const stranger = new Clio(simulator.hosts.us, token);
  const since = simulator.requests.last;
  for (const requirement of requirements.filter(({ needs }) => needs === 'reading')) {
    expect([requirement.id, await verdictOn(requirement, stranger)]).toEqual([
      requirement.id,
      { outcome: 'pass', reason: '' },
    ]);
  }
  const methods = new Set(simulator.requests.since(since).map(({ method }) => method));
  expect(methods).toEqual(new Set(['GET', 'OPTIONS']));
});

test('every requirement has an id of its own, a text and a source', () => {
  const ids = requirements.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, text, source } of requirements) {
    expect(id).toMatch(/^[A-Z]+-\d{2}$/);
    expect(source).toMatch(/^§\d+(\.\d+)?$/);
    expect(text.length).toBeGreaterThan(10);
  }
});
