import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { connectRedis, type RedisConnection } from '../redis-connection.ts';
import { eventually } from '../testing/eventually.ts';
import { type RedisServer, startRedis, testWithRedis } from '../testing/redis-server.ts';
import type { Budget } from './budget.ts';
import { createMemoryBudgets } from './memory-budgets.ts';
import { createRedisBudgets, type RedisBudgets } from './redis-budgets.ts';
import { createResilientBudgets } from './resilient-budgets.ts';

const withServer = testWithRedis('shared budgets');
/** A machine that is busy answers late, which is nothing that these tests are about. */
const timeoutMs = 5_000;
const silent = pino({ level: 'silent' });
let server: RedisServer;
let connections: RedisConnection[];
let first: RedisBudgets;
let second: RedisBudgets;
const budget = (key: string, changes: Partial<Budget> = {}): Budget => ({
  key,
  capacity: 100,
  refillPerSecond: 0.001,
  ...changes,
});

beforeAll(async () => {
  server = await startRedis();
  const [one, two] = [connectRedis(server.url, silent), connectRedis(server.url, silent)];
  connections = [one, two];
  first = createRedisBudgets(one, timeoutMs);
  second = createRedisBudgets(two, timeoutMs);
});
// A test may have stopped the server and started it again.
beforeEach(async () => {
  if (!server.runs) return;
  await eventually(
    () => connections.map(({ client }) => client.isReady),
    (ready) => ready.every(Boolean),
  );
});
afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  await server[Symbol.asyncDispose]();
});

withServer('two gateways spend from one bucket, and what is not there is not taken', async () => {
  const shared = budget('two');
  expect(await first.take(shared, 60)).toMatchObject({ ok: true, left: expect.closeTo(40, 1) });
  expect(await second.take(shared, 60)).toMatchObject({ ok: false, left: expect.closeTo(40, 1) });
  expect(await second.take(shared, 40)).toMatchObject({ ok: true, left: expect.closeTo(0, 1) });
});

withServer('of many at once exactly as many are let in as the bucket holds', async () => {
  const shared = budget('race', { capacity: 50 });
  const taken = await Promise.all(Array.from({ length: 200 }, (_, at) => (at % 2 ? first : second).take(shared, 1)));
  expect(taken.filter(({ ok }) => ok)).toHaveLength(50);
});

withServer(
  'what was too much is given back, never beyond the capacity, and what was too little may go below zero',
  async () => {
    const shared = budget('settled');
    await first.take(shared, 90);
    await first.settled(shared, 30);
    expect((await second.take(shared, 0)).left).toBeCloseTo(40, 1);
    await first.settled(shared, 1_000);
    expect((await second.take(shared, 0)).left).toBeCloseTo(100, 1);
    await first.settled(shared, -150);
    expect(await second.take(shared, 1)).toMatchObject({ ok: false, left: expect.closeTo(-50, 1) });
  },
);

withServer('a bucket fills by the time of the server', async () => {
  const shared = budget('filling', { refillPerSecond: 200 });
  await first.take(shared, 100);
  expect((await first.take(shared, 100)).ok).toBe(false);
  await eventually(
    () => first.take(shared, 100),
    ({ ok }) => ok,
  );
});

withServer('while the store is away each process counts on its own, says so, and comes back by itself', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const redis = connectRedis(server.url, silent);
  const resilient = createResilientBudgets(createRedisBudgets(redis, timeoutMs), createMemoryBudgets(), { log });
  const shared = budget('outage', { capacity: 10 });
  try {
    await eventually(
      async () => {
        await resilient.take(shared, 0);
        return resilient.scope;
      },
      (scope) => scope === 'shared',
    );
    await resilient.take(shared, 10);
    expect((await resilient.take(shared, 1)).ok).toBe(false);
    await server.stop();
    expect(await resilient.take(shared, 9)).toEqual({ ok: true, left: 1 });
    expect(resilient.scope).toBe('local');
    expect((await resilient.take(shared, 9)).ok).toBe(false);
    await server.start();
    await eventually(
      async () => {
        await resilient.take(shared, 0);
        return resilient.scope;
      },
      (scope) => scope === 'shared',
    );
    expect(lines.filter((line) => line.includes('is away'))).not.toHaveLength(0);
    expect(lines.at(-1)).toContain('is back');
  } finally {
    await redis.close();
  }
});

test('a store that was never there costs no operation its answer', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const redis = connectRedis('redis://127.0.0.1:1', silent);
  const resilient = createResilientBudgets(createRedisBudgets(redis), createMemoryBudgets(), { log });
  for (let count = 0; count < 20; count += 1) expect((await resilient.take(budget('never'), 5)).ok).toBe(true);
  expect((await resilient.take(budget('never'), 5)).ok).toBe(false);
  resilient.settle(budget('never'), 5);
  expect((await resilient.take(budget('never'), 5)).ok).toBe(true);
  expect(lines).toHaveLength(1);
  await redis.close();
});
