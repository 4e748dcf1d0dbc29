import { expect, test } from '@jest/globals';
import { beginSync } from '@smarterfirms/clio/begin-sync';
import { newId } from '@smarterfirms/platform/ids';
import { handleMessage } from './handle-message.ts';
import { differences } from './test-differences.ts';
import { startTestFirm } from './test-firm.ts';

test('a type that was not finished is gone on with from its next page: no page that was stored is read again', async () => {
  await using firm = await startTestFirm();
  const { parts, firmId } = firm;
  const first = await firm.startSync('FULL', ['ACTIVITIES']);
  // One page per message: the time is over before the first one.
  await firm.deliverUntil(async (body) => {
    await handleMessage(body, new Date(0), parts);
    return (await firm.job(first.jobId)).requestsUsed === 2;
  });
  const half = await firm.job(first.jobId);
  const entities = half.entities.map((entity) => ({ ...entity, status: 'CANCELLED' as const }));
  const stopped = await parts.jobs.advance(half, { ...half, status: 'CANCELLED', entities });
  if (!stopped) throw new Error('the job could not be cancelled');
  // What was under way finds that the job is over.
  await firm.run(first);

  const order = { firmId, jobId: newId('syncJob'), requestedByUserId: undefined, kind: 'FULL' } as const;
  const retry = await beginSync({ ...order, entities: ['ACTIVITIES'], continuesJobId: first.jobId }, parts);
  if (!retry) throw new Error('the retry did not begin');
  const ended = await firm.run(retry);
  expect(ended.status).toBe('COMPLETED');
  expect(await differences(firm, ['ACTIVITIES'])).toEqual([]);

  const paths = (await firm.clio.requests()).filter(({ path }) => path.includes('activities'));
  expect(paths).toHaveLength(stopped.requestsUsed + ended.requestsUsed);
  const asked = paths.map(({ path, query }) => `${path}?${query}`);
  expect(new Set(asked).size).toBe(asked.length);
  const of = (job: typeof ended) => job.entities[0] ?? { fetched: 0, inserted: 0 };
  expect(of(ended).fetched).toBe((await firm.truth('ACTIVITIES')).size);
  // What the first job stored is its own doing.
  expect(of(stopped).inserted + of(ended).inserted).toBe(of(ended).fetched);
});
