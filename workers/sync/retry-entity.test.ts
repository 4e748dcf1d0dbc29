import { expect, test } from '@jest/globals';
import { beginSync } from '@smarterfirms/clio/begin-sync';
import { newId } from '@smarterfirms/platform/ids';
import { syncEntityTypes } from '@smarterfirms/platform/messages';
import { raiseStaleness } from '../schedule/raise-staleness.ts';
import { handleMessage } from './handle-message.ts';
import { startClioGate } from './test-clio-gate.ts';
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

test('a sync of one type that was missing or late says at once how fresh the copy is', async () => {
  await using firm = await startTestFirm();
  const { parts, firmId } = firm;
  await using gate = await startClioGate(firm, {
    refuse: (url) => url.includes('/bills') && { status: 400, type: 'ArgumentError', message: 'odd' },
  });
  const begun = await firm.startSync('FULL', syncEntityTypes);
  const soon = () => new Date(Date.now() + 5_000);
  const first = await firm.run(begun, (body) => handleMessage(body, soon(), gate.parts));
  expect(first.status).toBe('PARTIAL');
  const before = await parts.connections.find(firmId);
  if (!before) throw new Error('there is no connection');
  await raiseStaleness(before, 15, new Date(Date.now() + 31 * 60_000), parts);
  const connection = async () => (await parts.connections.find(firmId)) ?? { lastSyncedAt: '', staleEntities: [] };
  expect(await connection()).not.toHaveProperty('lastSyncedAt');
  const stale = (await connection()).staleEntities ?? [];
  expect(stale).toEqual(expect.arrayContaining(['BILLS', 'MATTERS']));

  const order = { firmId, jobId: newId('syncJob'), requestedByUserId: undefined, kind: 'FULL' } as const;
  const retry = await beginSync({ ...order, entities: ['BILLS'], continuesJobId: first.jobId }, parts);
  if (!retry) throw new Error('the retry did not begin');
  expect((await firm.run(retry)).status).toBe('COMPLETED');
  const { lastSyncedAt = '', staleEntities = [] } = await connection();
  expect(staleEntities).toEqual(stale.filter((type) => type !== 'BILLS'));
  // Everything is in step since the type was read whose turn in the first sync came first.
  expect(lastSyncedAt >= first.startedAt && lastSyncedAt <= (first.finishedAt ?? '')).toBe(true);

  await firm.run(await firm.startSync('INCREMENTAL', ['MATTERS']));
  expect((await connection()).staleEntities).toEqual(staleEntities.filter((type) => type !== 'MATTERS'));
});
