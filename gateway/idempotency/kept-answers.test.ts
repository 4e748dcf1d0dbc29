import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { connectRedis, type RedisConnection } from '../redis-connection.ts';
import { eventually } from '../testing/eventually.ts';
import { type RedisServer, startRedis, testWithRedis } from '../testing/redis-server.ts';
import { createAnswerCipher } from './answer-cipher.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { createMemoryAnswers } from './memory-answers.ts';
import { createRedisAnswers } from './redis-answers.ts';

const withServer = testWithRedis('shared answers');
const log = pino({ level: 'silent' });
const dayMs = 24 * 60 * 60 * 1_000;
let now = 0;
let server: RedisServer;
let connections: RedisConnection[];
let inspecting: RedisConnection;

beforeAll(async () => {
  server = await startRedis();
  connections = [1, 2, 3].map(() => connectRedis(server.url, log));
  inspecting = connections[2] as RedisConnection;
});
// A test may have stopped the server and started it again.
beforeEach(async () => {
  now = 0;
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

const secret = randomUUID();
/** What two gateways have. */
const shared = (...secrets: string[]): [KeptAnswers, KeptAnswers] => {
  const gateway = (redis: RedisConnection) =>
    createRedisAnswers({
      redis,
      cipher: createAnswerCipher(secrets.length > 0 ? secrets : [secret]),
      log,
      timeoutMs: 5_000,
      now: () => now,
    });
  return [gateway(connections[0] as RedisConnection), gateway(connections[1] as RedisConnection)];
};
const alone = (): [KeptAnswers, KeptAnswers] => {
  const answers = createMemoryAnswers(() => now);
  return [answers, answers];
};
const newKey = () => ({ client: 'client', key: randomUUID() });
const placeOf = ({ client, key }: ReturnType<typeof newKey>) => `smarterfirms:answer:${client}:${key}`;
async function begin(answers: KeptAnswers, key: ReturnType<typeof newKey>) {
  const begun = await answers.begin(key, 'hash');
  if (begun.kind !== 'new') throw new Error(begun.kind);
  return begun;
}

for (const [where, open, guarantee] of [
  ['of one process', alone, test],
  ['of gateways that share a server', shared, withServer],
] as const) {
  guarantee(`answers ${where}: one begins, the others are told so, and get what it answered`, async () => {
    const [first, second] = open();
    const key = newKey();
    const begun = await begin(first, key);
    expect(await second.begin(key, 'hash')).toEqual({ kind: 'under-way' });
    expect(await second.begin(key, 'other')).toEqual({ kind: 'other' });
    await begun.keep('answer');
    for (const answers of [first, second])
      expect(await answers.begin(key, 'hash')).toEqual({ kind: 'done', answer: 'answer' });
    expect(await second.begin(key, 'other')).toEqual({ kind: 'other' });
    expect(await second.begin({ ...key, client: 'another' }, 'other')).toMatchObject({ kind: 'new' });
  });

  guarantee(`answers ${where}: what is forgotten begins again`, async () => {
    const [first, second] = open();
    const key = newKey();
    await (await begin(first, key)).forget();
    const again = await second.begin(key, 'other');
    expect(again.kind).toBe('new');
  });

  guarantee(`answers ${where}: what never came to an end never begins again, and is known for it`, async () => {
    const [first, second] = open();
    const key = newKey();
    const begun = await begin(first, key);
    now += 59_999;
    expect(await second.begin(key, 'hash')).toEqual({ kind: 'under-way' });
    now += 1;
    expect(await second.begin(key, 'hash')).toEqual({ kind: 'unknown' });
    // It was only slow.
    await begun.keep('late');
    expect(await second.begin(key, 'hash')).toEqual({ kind: 'done', answer: 'late' });
  });
}

withServer('the server forgets after a day, and is told to from the beginning on', async () => {
  const [answers] = shared();
  const key = newKey();
  const lifetime = () => inspecting.client.pTTL(placeOf(key));
  const begun = await begin(answers, key);
  for (const end of [async () => undefined, () => begun.keep('answer')]) {
    await end();
    expect(await lifetime()).toBeGreaterThan(dayMs - 60 * 60 * 1_000);
    expect(await lifetime()).toBeLessThanOrEqual(dayMs);
  }
});

withServer('the server holds nothing that can be read, and nothing that opens at another place', async () => {
  const [answers] = shared();
  const [key, another] = [newKey(), newKey()];
  const { client } = inspecting;
  await (await begin(answers, key)).keep('the answer of a person');
  const kept = String(await client.get(placeOf(key)));
  for (const text of [kept, Buffer.from(kept, 'base64').toString()]) {
    expect(text).not.toContain('person');
    expect(text).not.toContain('hash');
  }
  await client.set(placeOf(another), kept);
  expect(await answers.begin(another, 'hash')).toEqual({ kind: 'unknown' });
});

withServer(
  'secrets can be changed: the one before still opens, one that is ours no more leads to no second run',
  async () => {
    const [before, after] = [randomUUID(), randomUUID()];
    const [answers] = shared(before);
    const key = newKey();
    await (await begin(answers, key)).keep('answer');
    expect(await shared(after, before)[0].begin(key, 'hash')).toEqual({ kind: 'done', answer: 'answer' });
    expect(await shared(after)[0].begin(key, 'hash')).toEqual({ kind: 'unknown' });
  },
);

withServer('while the server is away nothing is begun, and when it is back everything is', async () => {
  const [answers] = shared();
  const key = newKey();
  await server.stop();
  await expect(answers.begin(key, 'hash')).rejects.toThrow();
  await server.start();
  const begun = await eventually(
    () => answers.begin(key, 'hash').catch(() => undefined),
    (intention) => intention !== undefined,
  );
  expect(begun).toMatchObject({ kind: 'new' });
});
