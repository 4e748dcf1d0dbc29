import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { beginSync } from '@smarterfirms/clio/begin-sync';
import type { SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { readFreshness } from '@smarterfirms/data/freshness';
import { storeRecords } from '@smarterfirms/data/store-records';
import { newId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { inFirm } from '@smarterfirms/platform/postgres';
import { handleMessage } from './handle-message.ts';
import { startClioGate } from './test-clio-gate.ts';
import { differences } from './test-differences.ts';
import { startTestFirm, type TestFirm } from './test-firm.ts';

let firm: TestFirm;
beforeAll(async () => {
  firm = await startTestFirm();
  await firm.run(await firm.startSync('FULL', ['CONTACTS', 'MATTERS', 'PRACTICE_AREAS', 'USERS']));
});
afterAll(() => firm[Symbol.asyncDispose]());

const compare = async (entity: SyncEntityType) => firm.run(await firm.startSync('RECONCILING', [entity]));
const withheld = (entity: SyncEntityType) => firm.parts.withheld.find(firm.firmId, entity);
const freshnessOf = async (entity: SyncEntityType) =>
  (await readFreshness(firm.parts.data, firm.firmId)).find((known) => known.entity === entity);

/** Rows that Clio does not have: their ids are below those of the simulator. */
async function ghosts(entity: SyncEntityType, count: number, from = 1): Promise<void> {
  const records = Array.from({ length: count }, (_, index) => ({ id: from + index, etag: '"gone"' }));
  await storeRecords(firm.parts.data, { firmId: firm.firmId, entity, records, requestedAt: new Date() });
}

/** Begins the removal as the mutation does. */
async function accept(entity: SyncEntityType): Promise<SyncJobRecord> {
  const found = await withheld(entity);
  if (!found) throw new Error('nothing is withheld');
  const { firmId } = firm;
  const order = { firmId, jobId: newId('syncJob'), requestedByUserId: newId('user'), kind: 'RECONCILING' } as const;
  const job = await beginSync({ ...order, entities: [entity], acceptsDeletionsOf: found.jobId }, firm.parts);
  if (!job) throw new Error('another sync is running');
  return job;
}

async function keep(entity: SyncEntityType): Promise<void> {
  const found = await withheld(entity);
  if (!found) throw new Error('nothing is withheld');
  await firm.parts.withheld.decide(found, { kind: 'KEPT', byUserId: newId('user'), at: new Date().toISOString() });
}

const deletedBy = (table: string) =>
  inFirm(firm.parts.data, firm.firmId, async (connection) => {
    const { rows } = await connection.query<{ by: string; count: number }>(
      `select deleted_by as by, count(*)::int as count from ${table} where deleted_at is not null group by 1`,
    );
    return Object.fromEntries(rows.map(({ by, count }) => [by, count]));
  });

test('a mass deletion waits for a person, and accepting it removes what Clio shows neither in its list nor by its id', async () => {
  const before = (await firm.copy('MATTERS')).size;
  const missing = before;
  await ghosts('MATTERS', missing);
  const refused = await compare('MATTERS');
  expect(refused).toMatchObject({ status: 'FAILED', entities: [{ status: 'FAILED', deleted: 0 }] });
  expect(await withheld('MATTERS')).toMatchObject({
    jobId: refused.jobId,
    cause: 'MASS_DELETION',
    records: missing,
    copied: before + missing,
  });

  // One of them is shown by its id all the same, so it is not gone.
  await using gate = await startClioGate(firm, {
    add: (url) => (url.includes('ids[]') ? { id: 1, etag: '"gone"' } : undefined),
  });
  const removal = await firm.run(await accept('MATTERS'), (body) => handleMessage(body, soon(), gate.parts));
  expect(removal).toMatchObject({ status: 'COMPLETED', entities: [{ status: 'COMPLETED', deleted: missing - 1 }] });
  expect((await firm.copy('MATTERS')).size).toBe(before + 1);
  expect(await deletedBy('matter')).toEqual({ ACCEPTED: missing - 1 });
  expect(await withheld('MATTERS')).toBeUndefined();
  expect(await freshnessOf('MATTERS')).toMatchObject({ withheldSince: null, withheldReason: null });

  // The one that was shown is gone by now: an ordinary deletion, which the guard lets through.
  expect(await compare('MATTERS')).toMatchObject({ status: 'COMPLETED', entities: [{ deleted: 1 }] });
  expect(await differences(firm, ['MATTERS'])).toEqual([]);
});

test('where far more is missing than was accepted nothing is removed, and it is asked about anew', async () => {
  await ghosts('CONTACTS', 60);
  const first = await compare('CONTACTS');
  const size = (await firm.copy('CONTACTS')).size;
  const acceptance = await accept('CONTACTS');
  await ghosts('CONTACTS', 60, 100);
  const removal = await firm.run(acceptance);
  expect(removal).toMatchObject({ status: 'FAILED', entities: [{ status: 'FAILED', deleted: 0 }] });
  expect((await firm.copy('CONTACTS')).size).toBe(size + 60);
  expect(await withheld('CONTACTS')).toMatchObject({ jobId: removal.jobId, records: 120, cause: 'MASS_DELETION' });
  expect(removal.jobId).not.toBe(first.jobId);
  expect(await firm.parts.errors.ofJob(removal.jobId, 10)).toMatchObject([
    { message: expect.stringContaining('60 records beyond') },
  ]);
  await firm.run(await accept('CONTACTS'));
  expect(await differences(firm, ['CONTACTS'])).toEqual([]);
});

test('what a person keeps stays, is not asked about again, and hides no later deletion', async () => {
  await ghosts('CONTACTS', 60);
  await compare('CONTACTS');
  await keep('CONTACTS');
  const kept = await compare('CONTACTS');
  expect(kept).toMatchObject({ status: 'COMPLETED', entities: [{ status: 'COMPLETED', deleted: 0 }] });
  expect(await firm.parts.errors.ofJob(kept.jobId, 10)).toEqual([]);
  expect(await freshnessOf('CONTACTS')).toMatchObject({ withheldReason: expect.stringContaining('60 records') });

  await ghosts('CONTACTS', 2, 100);
  expect(await compare('CONTACTS')).toMatchObject({ status: 'COMPLETED', entities: [{ deleted: 2 }] });
  expect(await withheld('CONTACTS')).toMatchObject({ records: 60, decision: { kind: 'KEPT' } });

  await ghosts('CONTACTS', 60, 200);
  expect(await compare('CONTACTS')).toMatchObject({ status: 'FAILED', entities: [{ deleted: 0 }] });
  const asked = await withheld('CONTACTS');
  expect(asked).toMatchObject({ records: 120, cause: 'MASS_DELETION' });
  expect(asked).not.toHaveProperty('decision');
  await firm.run(await accept('CONTACTS'));
  expect(await differences(firm, ['CONTACTS'])).toEqual([]);
});

test('records that another person does not see are kept until that is accepted; then that person is the measure', async () => {
  await ghosts('PRACTICE_AREAS', 2);
  await ghosts('USERS', 1);
  await inFirm(firm.parts.data, firm.firmId, (connection) =>
    connection.query(`update entity_freshness set seen_as = 'the owner' where entity in ('PRACTICE_AREAS', 'USERS')`),
  );
  await compare('PRACTICE_AREAS');
  expect(await withheld('PRACTICE_AREAS')).toMatchObject({ cause: 'CHANGED_VIEWER', records: 2 });
  const removal = await firm.run(await accept('PRACTICE_AREAS'));
  expect(removal).toMatchObject({ status: 'COMPLETED', entities: [{ deleted: 2 }] });
  expect(await differences(firm, ['PRACTICE_AREAS'])).toEqual([]);
  const { seenAs } = (await freshnessOf('PRACTICE_AREAS')) ?? {};
  expect(seenAs).not.toBe('the owner');
  expect(await firm.parts.connections.find(firm.firmId)).toMatchObject({ viewer: seenAs });
  await ghosts('PRACTICE_AREAS', 1, 10);
  expect(await compare('PRACTICE_AREAS')).toMatchObject({ entities: [{ deleted: 1 }] });

  // Of another kind nothing was accepted: there it is still asked.
  await compare('USERS');
  expect(await withheld('USERS')).toMatchObject({ cause: 'CHANGED_VIEWER', records: 1 });
});

test('an acceptance does not cover what somebody else looks at meanwhile', async () => {
  await ghosts('MATTERS', 60);
  await compare('MATTERS');
  const found = await withheld('MATTERS');
  if (!found) throw new Error('nothing is withheld');
  await firm.parts.withheld.remove(firm.firmId, 'MATTERS');
  await firm.parts.withheld.put({ ...found, viewer: 'somebody else' });
  const removal = await firm.run(await accept('MATTERS'));
  expect(removal.entities).toMatchObject([{ deleted: 0 }]);
  expect(await withheld('MATTERS')).toMatchObject({ jobId: removal.jobId, cause: 'CHANGED_VIEWER', records: 60 });
});

test('a list that may not be read any more leaves nothing to be accepted', async () => {
  expect(await withheld('MATTERS')).toBeDefined();
  await using gate = await startClioGate(firm, { refuse: (url) => url.includes('/matters') });
  const job = await firm.run(await firm.startSync('RECONCILING', ['MATTERS']), (body) =>
    handleMessage(body, soon(), gate.parts),
  );
  expect(job.entities).toMatchObject([{ status: 'UNAVAILABLE', deleted: 0 }]);
  expect(await withheld('MATTERS')).toBeUndefined();
  expect(await freshnessOf('MATTERS')).toMatchObject({ withheldReason: expect.stringContaining('403') });
});

function soon(): Date {
  return new Date(Date.now() + 5_000);
}
