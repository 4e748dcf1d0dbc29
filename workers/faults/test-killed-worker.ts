import { expect, test } from '@jest/globals';
import { readFreshness } from '@smarterfirms/data/freshness';
import { storeRecords } from '@smarterfirms/data/store-records';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { inFirm } from '@smarterfirms/platform/postgres';
import { sweepTargets } from '../schedule/sweep-targets.ts';
import { differences } from '../sync/test-differences.ts';
import { startTestFirm, type TestFirm } from '../sync/test-firm.ts';
import { startLiveFirm } from '../targets/test-live-firm.ts';
import { onePage, runToEnd } from './deliver.ts';
import { report, seeded } from './seeded.ts';
import { apiRequests, requestsBesidePages, untruths } from './untruths.ts';
import { diesAfter, diesAtStep } from './worker-process.ts';

const died = () => new Error('the worker was killed, so the queue delivers the message again');

export interface KilledWorkers {
  /** What is synced. */
  entities: readonly SyncEntityType[];
  /** Of the boundaries between a worker's steps every one is tried, or each so-many-th. */
  everyNth: number;
  /** How many workers are killed at random moments. */
  atRandom: number;
}

/** The tests of workers that are killed: some boundaries are tried with every change, all of them in the long form. */
export function testKilledWorkers({ entities, everyNth, atRandom }: KilledWorkers): void {
  const steps = everyNth === 1 ? 'every step in turn' : `each ${everyNth}rd step in turn`;

  test(`workers killed before ${steps} lose nothing, double nothing and repeat at most one page each`, async () => {
    await using firm = await startTestFirm();
    let step = 1;
    let kills = 0;
    const job = await runToEnd(firm, await firm.startSync('FULL', entities), async (body) => {
      const killed = await diesAtStep(body, firm, step);
      step += everyNth;
      if (!killed) return;
      kills++;
      throw died();
    });
    // Each boundary up to here was tried once, at whatever the job was doing then.
    expect(kills).toBeGreaterThanOrEqual(Math.floor(25 / everyNth));
    report('worker killed before a step', kills, { seed: `none: ${steps}` });
    expect(job.status).toBe('COMPLETED');
    expect(await untruths(firm, job)).toEqual([]);
    for (const { fetched, inserted, total } of job.entities) expect([fetched, inserted]).toEqual([total, total]);
    expect(await requestsBesidePages(firm, job)).toBeLessThanOrEqual(kills);

    const random = seeded('killed at random moments');
    const before = await apiRequests(firm);
    kills = 0;
    const second = await runToEnd(firm, await firm.startSync('FULL', entities), async (body) => {
      if (kills === atRandom) return onePage(firm.parts)(body);
      if (!(await diesAfter(body, firm, random.between(0, 400)))) return;
      kills++;
      throw died();
    });
    expect(kills).toBeGreaterThan(0);
    report('worker killed at a random moment', kills, random);
    expect(second.status).toBe('COMPLETED');
    expect(await untruths(firm, second)).toEqual([]);
    expect((await requestsBesidePages(firm, second)) - before).toBeLessThanOrEqual(kills);
  }, 400_000);

  test(`a comparison whose workers are killed before ${steps} repairs and deletes the same, once`, async () => {
    await using firm = await startTestFirm();
    await firm.run(await firm.startSync('FULL', ['MATTERS']));
    const whole = await firm.copy('MATTERS');
    await spoil(firm);
    let step = 1;
    let kills = 0;
    const before = await apiRequests(firm);
    const job = await runToEnd(firm, await firm.startSync('RECONCILING', ['MATTERS']), async (body) => {
      const killed = await diesAtStep(body, firm, step);
      step += everyNth;
      if (!killed) return;
      kills++;
      throw died();
    });
    expect(kills).toBeGreaterThanOrEqual(Math.floor(25 / everyNth));
    report('worker of a comparison killed before a step', kills, { seed: `none: ${steps}` });
    expect(job).toMatchObject({ status: 'COMPLETED', entities: [{ inserted: 2, changed: 2, deleted: 3 }] });
    expect(await firm.copy('MATTERS')).toEqual(whole);
    expect(await untruths(firm, job)).toEqual([]);
    // Beside the pages: one request that repairs, one that confirms; and each kill may have spoilt one.
    const spent = (await requestsBesidePages(firm, job)) - before;
    expect(spent).toBeLessThanOrEqual(2 + 2 * kills);
  }, 400_000);

  test(`webhooks whose worker is killed before ${steps} are all fetched, and none is forgotten`, async () => {
    await using live = await startLiveFirm();
    const { firm } = live;
    const types = ['MATTERS'] as const;
    await firm.run(await firm.startSync('FULL', types));
    await live.keepWebhooks();
    let step = 1;
    let kills = 0;
    let minutes = 0;
    const ids = await live.some('matters', 2);
    for (let round = 1; step < 40; round++) {
      for (const id of ids) await live.edit('matters', id, { description: `Round ${round}` });
      await live.untilPending(2);
      for (;;) {
        // Whatever the dead have left pending is asked for by the scheduler, each time a while later.
        minutes += 2;
        await sweepTargets(new Date(Date.now() + minutes * 60_000), live.parts);
        const bodies = firm.aws.drain('targets');
        if (bodies.length === 0 && (await live.parts.changes.oldest(firm.firmId, 1)).length === 0) break;
        for (const body of bodies) {
          const killed = await diesAtStep(body, live, step, 'targets');
          step += everyNth;
          if (!killed) continue;
          kills++;
          await live.endLease();
        }
      }
      expect(await differences(firm, types)).toEqual([]);
    }
    expect(kills).toBeGreaterThanOrEqual(Math.floor(20 / everyNth));
    report('worker of webhooks killed before a step', kills, { seed: `none: ${steps}` });
    // Nothing is pending any more: what is late finds nothing to ask for.
    const asked = await apiRequests(firm);
    await live.drain();
    expect(await apiRequests(firm)).toBe(asked);
  }, 400_000);

  test('an incremental sync whose workers are killed moves its watermark with what it brings, and never without', async () => {
    await using firm = await startTestFirm();
    await firm.run(await firm.startSync('FULL', ['MATTERS']));
    const watermark = async () => (await readFreshness(firm.parts.data, firm.firmId))[0]?.watermark.getTime() ?? 0;
    const before = await watermark();
    const [id = ''] = (await firm.truth('MATTERS')).keys();
    await firm.clio.control(`records/${firm.account.accountId}/matters/${id}`, { patch: { description: 'Settled' } });
    const steps = [4, 8, 12, 15, 17, 18, 19, 20, 22].filter((_, index) => index % Math.min(everyNth, 2) === 0);
    const least = Math.floor(steps.length / 2);
    let kills = 0;
    const job = await firm.run(await firm.startSync('INCREMENTAL', ['MATTERS']), async (body) => {
      const killed = await diesAtStep(body, firm, steps.shift() ?? Number.POSITIVE_INFINITY);
      const copied = (await firm.copy('MATTERS')).get(id) as { description?: string } | undefined;
      expect((await watermark()) > before).toBe(copied?.description === 'Settled');
      if (!killed) return;
      kills++;
      throw died();
    });
    expect(kills).toBeGreaterThanOrEqual(least);
    report('worker of an incremental sync killed before a step', kills, { seed: 'none: listed steps' });
    expect(job).toMatchObject({ status: 'COMPLETED', entities: [{ changed: 1 }] });
    expect(await watermark()).toBeGreaterThan(before);
    expect(await differences(firm, ['MATTERS'])).toEqual([]);
  });
}

/**
 * Makes the copy of the matters wrong in all ways that a comparison finds: two missing, two old, three that Clio does not have.
 */
async function spoil({ parts, firmId, copy }: TestFirm): Promise<void> {
  const ids = [...(await copy('MATTERS')).keys()];
  await inFirm(parts.data, firmId, async (connection) => {
    await connection.query('delete from matter where clio_id = any($1)', [ids.slice(0, 2)]);
    await connection.query(
      `update matter set clio_etag = '"old"', raw = '{}', clio_updated_at = '2020-01-01' where clio_id = any($1)`,
      [ids.slice(2, 4)],
    );
  });
  const records = [1, 2, 3].map((id) => ({ id, etag: '"gone"' }));
  await storeRecords(parts.data, { firmId, entity: 'MATTERS', records, requestedAt: new Date() });
}
