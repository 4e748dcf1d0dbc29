import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readFreshness } from '@smarterfirms/data/freshness';
import { sweep } from '../schedule/sweep.ts';
import { differences, startTestFirm, type TestFirm } from './test-firm.ts';

/** Handles a message in a process that dies before its n-th step. @returns whether it died. */
async function dies(body: string, { env }: TestFirm, atStep: number): Promise<boolean> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'test-worker.ts'), String(atStep)], {
    env: { ...env, MESSAGE: body },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.once('exit', (...how) => resolve(how));
  });
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the worker ended with ${code ?? signal}`);
  return signal === 'SIGKILL';
}

test('workers killed before every step of theirs lose nothing, double nothing and repeat at most one page each', async () => {
  await using firm = await startTestFirm();
  let delivery = 0;
  let kills = 0;
  const job = await firm.run(await firm.startSync(), async (body) => {
    delivery++;
    if (await dies(body, firm, delivery)) {
      kills++;
      throw new Error('the worker was killed, so the queue delivers the message again');
    }
  });
  // Each boundary up to here was tried once, at whatever the job was doing then.
  expect(kills).toBeGreaterThanOrEqual(25);
  await sweep(new Date(), firm.parts);

  expect(job.status).toBe('COMPLETED');
  expect(await differences(firm)).toEqual([]);
  for (const { fetched, inserted, total } of job.entities) expect([fetched, inserted]).toEqual([total, total]);
  const calls = (await firm.clio.requests()).filter(({ path }) => path.includes('/api/v4/')).length;
  const pages = job.entities.reduce((sum, { fetched }) => sum + Math.max(1, Math.ceil(fetched / 200)), 0);
  expect(calls).toBeLessThanOrEqual(pages + kills);
  expect(firm.aws.events().filter(({ type }) => type === 'sync.completed').length).toBeGreaterThanOrEqual(1);
  expect(new Set(firm.aws.events().map(({ id }) => id)).size).toBe(1);
  expect(await firm.parts.connections.find(firm.firmId)).not.toHaveProperty('activeJobId');
}, 240_000);

test('an incremental sync whose workers are killed moves its watermark with what it brings, and never without', async () => {
  await using firm = await startTestFirm();
  await firm.run(await firm.startSync('FULL', ['MATTERS']));
  const watermark = async () => (await readFreshness(firm.parts.data, firm.firmId))[0]?.watermark.getTime() ?? 0;
  const before = await watermark();
  const [id = ''] = (await firm.truth('MATTERS')).keys();
  await firm.clio.control(`records/${firm.account.accountId}/matters/${id}`, { patch: { description: 'Settled' } });
  const steps = [4, 8, 12, 15, 17, 18, 19, 20, 22];
  let kills = 0;
  const job = await firm.run(await firm.startSync('INCREMENTAL', ['MATTERS']), async (body) => {
    const died = await dies(body, firm, steps.shift() ?? Number.POSITIVE_INFINITY);
    const copied = (await firm.copy('MATTERS')).get(id) as { description?: string } | undefined;
    expect((await watermark()) > before).toBe(copied?.description === 'Settled');
    if (!died) return;
    kills++;
    throw new Error('the worker was killed, so the queue delivers the message again');
  });
  expect(kills).toBeGreaterThanOrEqual(5);
  expect(job).toMatchObject({ status: 'COMPLETED', entities: [{ changed: 1 }] });
  expect(await watermark()).toBeGreaterThan(before);
  expect(await differences(firm, ['MATTERS'])).toEqual([]);
}, 120_000);

test('a job whose messages are all lost is resumed by the scheduler, once it was silent for long enough', async () => {
  await using firm = await startTestFirm();
  const job = await firm.startSync();
  expect(firm.aws.drain()).toHaveLength(6);
  await sweep(new Date(Date.now() + 60_000), firm.parts);
  expect(firm.aws.messages()).toEqual([]);
  await sweep(new Date(Date.now() + 91_000), firm.parts);
  const ended = await firm.run(job);
  expect(ended.status).toBe('COMPLETED');
  expect(await differences(firm)).toEqual([]);
});
