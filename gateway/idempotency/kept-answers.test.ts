import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@redis/client';
import { pino } from 'pino';
import { eventually } from '../testing/eventually.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { createMemoryAnswers } from './memory-answers.ts';
import { createRedisAnswers } from './redis-answers.ts';

/** The programs that speak the protocol; a machine without either skips these tests, and says so. */
const program = ['valkey-server', 'redis-server'].find((name) => spawnSync(name, ['--version']).status === 0);
if (!program) process.stderr.write('SKIPPED: neither valkey-server nor redis-server is installed: shared answers\n');
const withServer = program ? test : test.skip;
const log = pino({ level: 'silent' });
const nowhere: KeptAnswers = { begin: async () => Promise.reject(new Error('away')), close: async () => undefined };
const folder = mkdtempSync(join(tmpdir(), 'answers-'));
let server: ChildProcess | undefined;
let url = '';

beforeAll(async () => {
  if (!program) return;
  const reserved = createServer().listen(0, '127.0.0.1');
  await once(reserved, 'listening');
  const port = String((reserved.address() as { port: number }).port);
  reserved.close();
  await once(reserved, 'close');
  url = `redis://127.0.0.1:${port}`;
  server = spawn(program, ['--port', port, '--bind', '127.0.0.1', '--save', '', '--dir', folder], { stdio: 'ignore' });
  const probe = await createRedisAnswers(url, nowhere, log);
  await eventually(
    () =>
      probe.begin('probe', '').then(
        () => true,
        () => false,
      ),
    (up) => up,
  );
  await probe.close();
});
afterAll(async () => {
  if (server && server.exitCode === null) {
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

async function isKept(first: KeptAnswers, second: KeptAnswers): Promise<void> {
  const begun = await first.begin('key', 'hash');
  expect(await second.begin('key', 'hash')).toEqual({ kind: 'under-way' });
  expect(await second.begin('key', 'other')).toEqual({ kind: 'other' });
  if (begun.kind !== 'new') throw new Error(begun.kind);
  await begun.keep('answer');
  for (const answers of [first, second])
    expect(await answers.begin('key', 'hash')).toEqual({ kind: 'done', answer: 'answer' });
  expect(await second.begin('key', 'other')).toEqual({ kind: 'other' });

  const failed = await first.begin('failed', 'hash');
  if (failed.kind !== 'new') throw new Error(failed.kind);
  await failed.forget();
  expect(await second.begin('failed', 'hash')).toMatchObject({ kind: 'new' });
}

test('in memory an answer is kept for a day, and what never ended may begin again after a minute', async () => {
  let now = 0;
  const answers = createMemoryAnswers(() => now);
  await isKept(answers, answers);
  now += 24 * 60 * 60 * 1_000 - 1;
  expect(await answers.begin('key', 'hash')).toMatchObject({ kind: 'done' });
  now += 1;
  expect(await answers.begin('key', 'hash')).toMatchObject({ kind: 'new' });
  now += 59_999;
  expect(await answers.begin('key', 'hash')).toMatchObject({ kind: 'under-way' });
  now += 1;
  expect(await answers.begin('key', 'hash')).toMatchObject({ kind: 'new' });
});

test('many keys fill no memory without end: the oldest go', async () => {
  const answers = createMemoryAnswers();
  for (let at = 0; at <= 10_000; at += 1) await answers.begin(String(at), '');
  expect(await answers.begin('10000', '')).toMatchObject({ kind: 'under-way' });
  expect(await answers.begin('0', '')).toMatchObject({ kind: 'new' });
});

test('nor do long answers: the oldest go, and what is forgotten or has run out takes no room', async () => {
  let now = 0;
  const answers = createMemoryAnswers(() => now);
  // One string: it is the length that counts here.
  const long = 'x'.repeat(10_000_000);
  const answer = async (key: string) => {
    const begun = await answers.begin(key, '');
    if (begun.kind !== 'new') throw new Error(begun.kind);
    await begun.keep(long);
  };
  for (const key of ['1', '2', '3', '4', '5']) await answer(key);
  expect(await answers.begin('1', '')).toMatchObject({ kind: 'done' });
  await answer('6');
  expect(await answers.begin('2', '')).toMatchObject({ kind: 'done' });
  now += 24 * 60 * 60 * 1_000;
  for (const key of ['2', '3', '4', '5', '6']) await answer(key);
  for (const key of ['2', '3', '4', '5', '6']) expect(await answers.begin(key, '')).toMatchObject({ kind: 'done' });
  const gone = await answers.begin('1', '');
  if (gone.kind !== 'new') throw new Error(gone.kind);
  await gone.forget();
  expect(await answers.begin('1', '')).toMatchObject({ kind: 'new' });
});

withServer('gateways share answers through a server, which forgets them after a day', async () => {
  const [first, second] = [await createRedisAnswers(url, nowhere, log), await createRedisAnswers(url, nowhere, log)];
  const client = await createClient({ url }).connect();
  await isKept(first, second);
  // What was begun and never ended may begin again after a minute.
  const lifetimes = [await client.pTTL('smarterfirms:answer:failed'), await client.pTTL('smarterfirms:answer:key')];
  for (const [at, mostMs] of [60_000, 24 * 60 * 60 * 1_000].entries()) {
    expect(lifetimes[at]).toBeGreaterThan(0);
    expect(lifetimes[at]).toBeLessThanOrEqual(mostMs);
  }
  expect(lifetimes[1]).toBeGreaterThan(23 * 60 * 60 * 1_000);
  client.destroy();
  await Promise.all([first.close(), second.close()]);
});

test('while the server is away a gateway keeps its own', async () => {
  const answers = await createRedisAnswers('redis://127.0.0.1:1', createMemoryAnswers(), log);
  await isKept(answers, answers);
  await answers.close();
});
