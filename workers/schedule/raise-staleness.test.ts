import { expect, test } from '@jest/globals';
import { newEvent } from '@smarterfirms/platform/events';
import { syncEntityTypes } from '@smarterfirms/platform/messages';
import { handleMessage } from '../sync/handle-message.ts';
import { startClioGate } from '../sync/test-clio-gate.ts';
import { startTestFirm, type TestFirm } from '../sync/test-firm.ts';
import { raiseStaleness } from './raise-staleness.ts';
import { sweep } from './sweep.ts';
import { usualIntervalMinutes } from './usual-interval.ts';

const minutesLater = (minutes: number) => new Date(Date.now() + minutes * 60_000);
/** What was told of kinds that a sync has brought: a list per event. */
const told = (firm: TestFirm) => tellings(firm, ({ asOf }) => asOf !== undefined);
/** The same of kinds that never came completely. */
const toldMissing = (firm: TestFirm) => tellings(firm, ({ asOf }) => asOf === undefined);

function tellings(firm: TestFirm, isMeant: (entity: { asOf?: string | undefined }) => boolean): string[][] {
  return firm.aws
    .events()
    .flatMap((event) => (event.type === 'sync.stale' ? [event.payload.entities.filter(isMeant)] : []))
    .map((entities) => entities.map(({ type }) => type).sort())
    .filter((types) => types.length > 0);
}

const staleOf = async ({ parts, firmId }: TestFirm) =>
  ((await parts.connections.find(firmId))?.staleEntities ?? []).filter(
    (type) => type === 'USERS' || type === 'MATTERS',
  );

/** What the scheduler does at a moment before it begins what is due. */
async function look({ parts, firmId }: TestFirm, now: Date): Promise<void> {
  const connection = await parts.connections.find(firmId);
  if (!connection?.dueAt || Date.parse(connection.dueAt) > now.getTime()) return;
  const interval = (await parts.plans.intervalMinutes([firmId])).get(firmId) ?? usualIntervalMinutes;
  await raiseStaleness(connection, interval, now, parts);
}

/** What the scheduler does at a moment, with what it has begun neither done nor delivered. */
async function schedule(firm: TestFirm, now: Date): Promise<void> {
  await sweep(now, firm.parts);
}

test('a copy that is older than two intervals is told of once per kind of records, though every sync was green, and anew after it was fresh', async () => {
  await using firm = await startTestFirm();
  const first = await firm.run(await firm.startSync('FULL', ['USERS', 'MATTERS']));
  expect(first.status).toBe('COMPLETED');
  await look(firm, minutesLater(29));
  expect(told(firm)).toEqual([]);

  await Promise.all([look(firm, minutesLater(31)), look(firm, minutesLater(31))]);
  await look(firm, minutesLater(45));
  expect(told(firm)).toEqual([['MATTERS', 'USERS']]);
  expect((await staleOf(firm)).sort()).toEqual(['MATTERS', 'USERS']);

  await firm.run(await firm.startSync('INCREMENTAL', ['MATTERS']));
  await look(firm, minutesLater(20));
  expect(await staleOf(firm)).toEqual([]);
  await look(firm, minutesLater(50));
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
  await look(firm, minutesLater(5));
  expect(told(firm)).toEqual([]);
  await look(firm, minutesLater(11));
  expect(told(firm)).toEqual([['ACTIVITIES']]);
});

test('a kind that Clio cannot be asked for changes of is stale after two of its own intervals of six hours', async () => {
  await using firm = await startTestFirm();
  await firm.run(await firm.startSync('FULL', ['USERS', 'OUTSTANDING_CLIENT_BALANCES']));
  await look(firm, minutesLater(60));
  expect(told(firm)).toEqual([['USERS']]);
  await look(firm, minutesLater(13 * 60));
  expect(told(firm)).toEqual([['USERS'], ['OUTSTANDING_CLIENT_BALANCES']]);
});

test('a kind that no sync ever brought completely is told of, but not one that Clio does not let us read', async () => {
  await using firm = await startTestFirm();
  await using gate = await startClioGate(firm, {
    refuse: (url) =>
      url.includes('/bills') || (url.includes('/contacts') && { status: 400, type: 'ArgumentError', message: 'odd' }),
  });
  const others = syncEntityTypes.filter((type) => !['CONTACTS', 'BILLS'].includes(type));
  const begun = await firm.startSync('FULL', ['USERS', 'CONTACTS', 'BILLS']);
  await firm.run(begun, (body) => handleMessage(body, minutesLater(1), gate.parts));
  await look(firm, minutesLater(29));
  expect(toldMissing(firm)).toEqual([]);

  await look(firm, minutesLater(31));
  await look(firm, minutesLater(45));
  const never = others.filter((type) => type !== 'USERS' && type !== 'OUTSTANDING_CLIENT_BALANCES');
  expect(toldMissing(firm)).toEqual([['CONTACTS', ...never].sort()]);
  expect(told(firm)).toEqual([['USERS']]);
});
