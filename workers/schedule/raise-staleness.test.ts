import { expect, test } from '@jest/globals';
import { newEvent } from '@smarterfirms/platform/events';
import { handleMessage } from '../sync/handle-message.ts';
import { startTestFirm, type TestFirm } from '../sync/test-firm.ts';
import { raiseStaleness } from './raise-staleness.ts';
import { sweep } from './sweep.ts';

const minutesLater = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const told = (firm: TestFirm) =>
  firm.aws
    .events()
    .flatMap((event) => (event.type === 'sync.stale' ? [event.payload.entities.map(({ type }) => type).sort()] : []));
/** What the scheduler does at a moment, with what it has begun neither done nor delivered. */
async function schedule(firm: TestFirm, now: Date): Promise<void> {
  await raiseStaleness(now, firm.parts);
  await sweep(now, firm.parts);
}

test('a copy that is older than two intervals is told of once per kind of records, though every sync was green, and anew after it was fresh', async () => {
  await using firm = await startTestFirm();
  const first = await firm.run(await firm.startSync('FULL', ['USERS', 'MATTERS']));
  expect(first.status).toBe('COMPLETED');
  await raiseStaleness(minutesLater(29), firm.parts);
  expect(told(firm)).toEqual([]);

  await Promise.all([raiseStaleness(minutesLater(31), firm.parts), raiseStaleness(minutesLater(31), firm.parts)]);
  await raiseStaleness(minutesLater(45), firm.parts);
  expect(told(firm)).toEqual([['MATTERS', 'USERS']]);
  expect((await firm.parts.connections.find(firm.firmId))?.staleEntities?.toSorted()).toEqual(['MATTERS', 'USERS']);

  await firm.run(await firm.startSync('INCREMENTAL', ['MATTERS']));
  await raiseStaleness(minutesLater(20), firm.parts);
  expect((await firm.parts.connections.find(firm.firmId))?.staleEntities).toEqual([]);
  await raiseStaleness(minutesLater(50), firm.parts);
  expect(told(firm)).toHaveLength(2);
});

test('a sync that has begun and does not end is no excuse', async () => {
  await using firm = await startTestFirm();
  await firm.run(await firm.startSync('FULL', ['USERS']));
  await firm.startSync('INCREMENTAL', ['USERS']);
  await schedule(firm, minutesLater(16));
  expect(told(firm)).toEqual([]);
  await schedule(firm, minutesLater(40));
  expect(told(firm)).toEqual([['USERS']]);
});

test('what a sync of everything has not reached yet is no news while that makes progress', async () => {
  await using firm = await startTestFirm();
  const { parts, firmId } = firm;
  await firm.run(await firm.startSync('FULL', ['ACTIVITIES']));
  const plan = { firmId, planCode: 'FAST', syncIntervalMinutes: 1 };
  await parts.plans.project(newEvent('subscription.changed', plan));
  const { jobId } = await firm.startSync('FULL', ['ACTIVITIES']);
  await firm.deliverUntil(async (body) => {
    await handleMessage(body, new Date(0), parts);
    return (await firm.job(jobId)).requestsUsed === 2;
  });
  await raiseStaleness(minutesLater(5), parts);
  expect(told(firm)).toEqual([]);
  await raiseStaleness(minutesLater(11), parts);
  expect(told(firm)).toEqual([['ACTIVITIES']]);
});

test('a kind that Clio cannot be asked for changes of is stale after two of its own intervals of six hours', async () => {
  await using firm = await startTestFirm();
  await firm.run(await firm.startSync('FULL', ['USERS', 'OUTSTANDING_CLIENT_BALANCES']));
  await raiseStaleness(minutesLater(60), firm.parts);
  expect(told(firm)).toEqual([['USERS']]);
  await raiseStaleness(minutesLater(13 * 60), firm.parts);
  expect(told(firm)).toEqual([['USERS'], ['OUTSTANDING_CLIENT_BALANCES']]);
});
