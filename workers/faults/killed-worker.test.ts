import { expect, test } from '@jest/globals';
import { readFreshness } from '@smarterfirms/data/freshness';
import { sweep } from '../schedule/sweep.ts';
import { differences } from '../sync/test-differences.ts';
import { startTestFirm } from '../sync/test-firm.ts';
import { onePage, runToEnd } from './deliver.ts';
import { report, seeded } from './seeded.ts';
import { requestsBesidePages, untruths } from './untruths.ts';
import { diesAfter, diesAtStep } from './worker-process.ts';

const died = () => new Error('the worker was killed, so the queue delivers the message again');

test('workers killed before every step of theirs lose nothing, double nothing and repeat at most one page each', async () => {
  await using firm = await startTestFirm();
  let delivery = 0;
  let kills = 0;
  const job = await runToEnd(firm, await firm.startSync(), async (body) => {
    delivery++;
    if (await diesAtStep(body, firm, delivery)) {
      kills++;
      throw died();
    }
  });
  // Each boundary up to here was tried once, at whatever the job was doing then.
  expect(kills).toBeGreaterThanOrEqual(25);
  report('worker killed before a step', kills, { seed: 'none: every step in turn' });
  expect(job.status).toBe('COMPLETED');
  expect(await untruths(firm, job)).toEqual([]);
  for (const { fetched, inserted, total } of job.entities) expect([fetched, inserted]).toEqual([total, total]);
  expect(await requestsBesidePages(firm, job)).toBeLessThanOrEqual(kills);
}, 240_000);

test('workers killed at random moments lose nothing, double nothing and repeat at most one page each', async () => {
  await using firm = await startTestFirm();
  const random = seeded('killed at random moments');
  const killsMax = 8;
  let kills = 0;
  const job = await runToEnd(firm, await firm.startSync(), async (body) => {
    if (kills === killsMax) await onePage(firm.parts)(body);
    else if (await diesAfter(body, firm, random.between(0, 400))) {
      kills++;
      throw died();
    }
  });
  expect(kills).toBeGreaterThanOrEqual(3);
  report('worker killed at a random moment', kills, random);
  expect(job.status).toBe('COMPLETED');
  expect(await untruths(firm, job)).toEqual([]);
  expect(await requestsBesidePages(firm, job)).toBeLessThanOrEqual(kills);
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
    const killed = await diesAtStep(body, firm, steps.shift() ?? Number.POSITIVE_INFINITY);
    const copied = (await firm.copy('MATTERS')).get(id) as { description?: string } | undefined;
    expect((await watermark()) > before).toBe(copied?.description === 'Settled');
    if (!killed) return;
    kills++;
    throw died();
  });
  expect(kills).toBeGreaterThanOrEqual(5);
  report('worker of an incremental sync killed before a step', kills, { seed: 'none: listed steps' });
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
  expect(await untruths(firm, ended)).toEqual([]);
  report('all messages lost', 1, { seed: 'none' });
});
