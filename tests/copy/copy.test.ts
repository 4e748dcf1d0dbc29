import { afterEach, expect, test } from '@jest/globals';
import {
  addFault,
  clearFaults,
  clioFirm,
  editRecord,
  loseWebhooks,
  requestsToClio,
  type Taker,
  truthOf,
} from '../clio-world.ts';
import { signUpOwner } from '../owner.ts';
import { killWorker, runningStack } from '../running-stack.ts';
import { sendEverySyncMessageAgain } from '../sync-queue.ts';
import { differences } from './compare.ts';

const stack = runningStack();

async function firmWithClio(taker: Taker) {
  const clio = await clioFirm(stack, taker);
  const firm = await (await signUpOwner(stack.urls)).createFirm();
  return { clio, firm };
}

afterEach(async () => {
  await clearFaults(stack);
});

test('after a full sync the rows equal what Clio holds, id by id and field by field', async () => {
  const { clio, firm } = await firmWithClio('copy, full sync');
  await firm.connectClio({ login: clio.login });
  const job = await firm.jobUntilDone();
  expect(job).toMatchObject({ status: 'COMPLETED', percent: 100, failure: null });
  expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);
  for (const entity of job.entities) expect(entity.fetched).toBe(entity.total);
});

test('a worker killed again and again in the middle loses nothing and doubles nothing', async () => {
  const { clio, firm } = await firmWithClio('copy, killed worker');
  await addFault(stack, { kind: 'delay', delayMs: 400, count: 40 });
  await firm.connectClio({ login: clio.login });
  for (const rows of [1, 150, 400]) {
    await firm.jobUntil(({ entities }) => entities.reduce((sum, { fetched }) => sum + fetched, 0) >= rows);
    await killWorker(stack, 'sync');
  }
  const job = await firm.jobUntilDone(300_000);
  expect(job.status).toBe('COMPLETED');
  expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);
  // A page that was repeated is not counted twice.
  for (const entity of job.entities) expect(entity.inserted + entity.changed + entity.unchanged).toBe(entity.fetched);
}, 400_000);

test('every message delivered twice changes nothing', async () => {
  const { clio, firm } = await firmWithClio('copy, messages twice');
  await addFault(stack, { kind: 'delay', delayMs: 200, count: 40 });
  await firm.connectClio({ login: clio.login });
  const begun = await firm.jobUntil((job) => job.entities.some(({ fetched }) => fetched > 0));
  await sendEverySyncMessageAgain(stack, firm.id, begun);
  await sendEverySyncMessageAgain(stack, firm.id, begun);
  const job = await firm.jobUntilDone(300_000);
  expect(job.status).toBe('COMPLETED');
  await sendEverySyncMessageAgain(stack, firm.id, job);
  expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);
  expect(await firm.job(job.id)).toEqual(job);
}, 400_000);

test('a second sync takes over an edit that no webhook told of and touches nothing else', async () => {
  const { clio, firm } = await firmWithClio('copy, edit');
  await firm.connectClio({ login: clio.login });
  await firm.jobUntilDone();
  const [matter] = await truthOf(stack, clio.accountId, 'matters');
  await loseWebhooks(stack, { model: 'matter', count: 1 });
  await editRecord(stack, {
    accountId: clio.accountId,
    resource: 'matters',
    id: String(matter?.['id']),
    patch: { description: 'Edited while nobody looked' },
  });
  const { id } = await firm.startSync();
  const job = await firm.jobUntil((latest) => latest.id === id && latest.status === 'COMPLETED');
  expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);
  expect(job.entities.map(({ type, inserted, changed }) => [type, inserted, changed])).toEqual(
    job.entities.map(({ type }) => [type, 0, type === 'MATTERS' ? 1 : 0]),
  );
});

test('a 429 pauses the sync until Clio lets it go on, and the job still completes', async () => {
  const { clio, firm } = await firmWithClio('copy, 429');
  await addFault(stack, { kind: '429', count: 2, resource: 'contacts' });
  await firm.connectClio({ login: clio.login });
  const job = await firm.jobUntilDone(300_000);
  expect(job.status).toBe('COMPLETED');
  expect((await requestsToClio(stack)).filter(({ faults }) => faults.includes('429'))).toHaveLength(2);
  expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);
}, 400_000);

test.each(['500', 'truncate', 'drop'] as const)(
  'Clio failing (%s) costs a retry and no row',
  async (kind) => {
    const { clio, firm } = await firmWithClio(`copy, ${kind}`);
    await addFault(stack, { kind, count: 2, resource: 'matters' });
    await firm.connectClio({ login: clio.login });
    expect((await firm.jobUntilDone(300_000)).status).toBe('COMPLETED');
    expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);
  },
  400_000,
);
