import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { inFirm } from '@smarterfirms/platform/postgres';
import { startTestService } from '../test-service.ts';
import {
  markCancelled,
  markUnavailable,
  readCheckpoints,
  recordAttempt,
  recordRequests,
  takeOver,
} from './checkpoint.ts';
import { eraseFirm } from './erase-firm.ts';
import { readFreshness } from './freshness.ts';
import { openJob } from './open-job.ts';
import { FenceLost, storePage } from './sync-page.ts';
import { at, begin, matter, rowsOf } from './test-sync-page.ts';

let service: Awaited<ReturnType<typeof startTestService>>;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

test('finished checkpoints are forgotten a week before the last sync of their firm, open ones and the last ones never', async () => {
  const { firmId, jobId, page } = await begin(service.workerPool);
  await storePage(service.workerPool, page);
  const kept = async (id: string) => (await readCheckpoints(service.workerPool, firmId, id)).length;
  const age = (id: string, days: number) =>
    inFirm(service.workerPool, firmId, (connection) =>
      connection.query(`update sync_checkpoint set updated_at = now() - make_interval(days => $2) where job_id = $1`, [
        id,
        days,
      ]),
    );
  const open = async () => {
    const id = newId('syncJob');
    await openJob(service.workerPool, firmId, id, ['MATTERS']);
    return id;
  };
  await age(jobId, 100);
  const second = await open();
  expect(await kept(jobId)).toBe(1);
  await age(second, 90);
  const third = await open();
  expect([await kept(jobId), await kept(second), await kept(third)]).toEqual([0, 1, 1]);
});

test('a cancelled job refuses the page that is under way', async () => {
  const { firmId, jobId, page } = await begin(service.workerPool);
  await markCancelled(service.workerPool, firmId, jobId);
  await expect(storePage(service.workerPool, { ...page, records: [matter(1)] })).rejects.toThrow(FenceLost);
  expect(await takeOver(service.workerPool, firmId, jobId, 'MATTERS')).toMatchObject({
    done: true,
    checkpoint: { state: 'CANCELLED' },
  });
});

test('failed tries add up until a page is stored, and requests always', async () => {
  const { firmId, jobId, page, claim } = await begin(service.workerPool);
  await recordAttempt(service.workerPool, claim, { requests: 1, reason: 'Clio answered 500.' });
  expect(await recordAttempt(service.workerPool, claim, { requests: 1, reason: 'again' })).toEqual({ attempts: 2 });
  await recordRequests(service.workerPool, claim, 1);
  await storePage(service.workerPool, { ...page, records: [matter(1)], nextCursor: 'https://x/2' });
  expect(await readCheckpoints(service.workerPool, firmId, jobId)).toMatchObject([
    { attempts: 0, reason: null, requests: 4 },
  ]);
});

test('an entity that Clio withholds ends with its reason', async () => {
  const { firmId, jobId, claim } = await begin(service.workerPool, 'BILLS');
  await markUnavailable(service.workerPool, claim, 'Clio answered 403.');
  expect(await takeOver(service.workerPool, firmId, jobId, 'BILLS')).toMatchObject({
    done: true,
    checkpoint: { state: 'UNAVAILABLE', reason: 'Clio answered 403.' },
  });
});

test('erasing a firm leaves nothing of it, everything of the others, and no fence to a page under way', async () => {
  const { firmId, page } = await begin(service.workerPool);
  const other = service.newFirm();
  await other.sync('MATTERS', [matter(1)]);
  await storePage(service.workerPool, { ...page, records: [matter(1), matter(2)], nextCursor: 'https://x/2' });
  expect(await eraseFirm(service.workerPool, firmId)).toEqual({ deleted: 2, done: true });
  await expect(storePage(service.workerPool, { ...page, records: [matter(3)] })).rejects.toThrow(FenceLost);
  expect(await rowsOf(service.workerPool, firmId)).toEqual([]);
  expect(await rowsOf(service.workerPool, other.id)).toHaveLength(1);
});

test('a walk that ends says of what kind it was, and the watermark never goes back', async () => {
  const { firmId, jobId, page } = await begin(service.workerPool);
  await storePage(service.workerPool, { ...page, clioRequestedAt: at('10:00:00'), walk: 'FULL', seenAs: 'an owner' });
  await openJob(service.workerPool, firmId, `${jobId}2`, ['MATTERS']);
  const { checkpoint } = await takeOver(service.workerPool, firmId, `${jobId}2`, 'MATTERS');
  const earlier = { ...page, jobId: `${jobId}2`, fence: checkpoint?.fence ?? 0, clioRequestedAt: at('09:00:00') };
  await storePage(service.workerPool, { ...earlier, walk: 'INCREMENTAL', seenAs: 'somebody else' });
  expect(await readFreshness(service.workerPool, firmId)).toEqual([
    {
      entity: 'MATTERS',
      watermark: at('10:00:00'),
      completedAt: expect.any(Date),
      fullAt: expect.any(Date),
      incrementalAt: expect.any(Date),
      reconciledAt: null,
      seenAs: 'an owner',
      withheldSince: null,
      withheldReason: null,
    },
  ]);
});

test('where Clio does not say what time it is, the next sync asks from an hour before ours', async () => {
  const { firmId, page } = await begin(service.workerPool);
  await storePage(service.workerPool, page);
  expect(await readFreshness(service.workerPool, firmId)).toMatchObject([{ watermark: at('09:00:00') }]);
});
