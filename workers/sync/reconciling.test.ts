import { expect, test } from '@jest/globals';
import { readFreshness } from '@smarterfirms/data/freshness';
import { storeRecords } from '@smarterfirms/data/store-records';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { inFirm } from '@smarterfirms/platform/postgres';
import { handleMessage } from './handle-message.ts';
import { startClioGate } from './test-clio-gate.ts';
import { differences } from './test-differences.ts';
import { startTestFirm, type TestFirm } from './test-firm.ts';

const soon = () => new Date(Date.now() + 5_000);

async function syncedFirm(entities: readonly SyncEntityType[] = ['MATTERS', 'CONTACTS']): Promise<TestFirm> {
  const firm = await startTestFirm();
  await firm.run(await firm.startSync('FULL', entities));
  return firm;
}

/** Rows that Clio does not have any more, or never had: their ids are below those of the simulator. */
async function ghosts(firm: TestFirm, entity: SyncEntityType, count: number): Promise<string[]> {
  const records = Array.from({ length: count }, (_, index) => ({ id: index + 1, etag: '"gone"' }));
  await storeRecords(firm.parts.data, { firmId: firm.firmId, entity, records, requestedAt: new Date() });
  return records.map(({ id }) => String(id));
}

const freshnessOf = async ({ parts, firmId }: TestFirm, entity: SyncEntityType) =>
  (await readFreshness(parts.data, firmId)).find((known) => known.entity === entity);

test('a change and a record that were missed are found by their etag and fetched by their id', async () => {
  await using firm = await syncedFirm(['MATTERS']);
  const [missed = '', stale = ''] = (await firm.copy('MATTERS')).keys();
  await inFirm(firm.parts.data, firm.firmId, async (connection) => {
    await connection.query('delete from matter where clio_id = $1', [missed]);
    await connection.query(
      `update matter set clio_etag = '"old"', raw = '{}', clio_updated_at = '2020-01-01' where clio_id = $1`,
      [stale],
    );
  });
  const before = (await firm.clio.requests()).length;
  const job = await firm.run(await firm.startSync('RECONCILING', ['MATTERS']));
  expect(job).toMatchObject({
    status: 'COMPLETED',
    entities: [{ inserted: 1, changed: 1, deleted: 0, pass: 'CONFIRM' }],
  });
  expect(await differences(firm, ['MATTERS'])).toEqual([]);
  const queries = (await firm.clio.requests()).slice(before).map(({ query }) => decodeURIComponent(query));
  expect(queries.filter((query) => query.includes('ids[]'))).toHaveLength(1);
  const pages = Math.ceil((firm.account.counts['matters'] ?? 0) / 200);
  expect(queries).toHaveLength(pages + 1);
});

test.each([
  ['CONTACTS', 'contact'],
  // Its list cannot be asked for ids.
  ['EXPENSE_CATEGORIES', 'expense_category'],
] as const)(
  'of %s, what Clio shows neither in its list nor when asked again is deleted, and stays as a row',
  async (entity, table) => {
    await using firm = await syncedFirm([entity]);
    const gone = await ghosts(firm, entity, 3);
    const job = await firm.run(await firm.startSync('RECONCILING', [entity]));
    expect(job).toMatchObject({ status: 'COMPLETED', entities: [{ deleted: 3 }] });
    expect(await differences(firm, [entity])).toEqual([]);
    const kept = await inFirm(firm.parts.data, firm.firmId, (connection) =>
      connection.query(`select clio_id from ${table} where deleted_by = $1 order by clio_id`, ['SWEEP']),
    );
    expect(kept.rows.map(({ clio_id }) => clio_id)).toEqual(gone);
  },
);

test('a record that a list leaves out is not deleted while Clio shows it by its id', async () => {
  await using firm = await syncedFirm();
  const [left = ''] = (await firm.copy('MATTERS')).keys();
  await using gate = await startClioGate(firm, { hide: (url, id) => id === left && !url.includes('ids[]') });
  const job = await firm.run(await firm.startSync('RECONCILING', ['MATTERS']), (body) =>
    handleMessage(body, soon(), gate.parts),
  );
  expect(job).toMatchObject({ status: 'COMPLETED', entities: [{ deleted: 0 }] });
  expect(gate.urls.some((url) => url.includes(`ids[]=${left}`))).toBe(true);
  expect(await differences(firm, ['MATTERS'])).toEqual([]);
});

test('the question whose access we use is asked again after Clio stumbled: what was deleted is no loss of rights', async () => {
  await using firm = await syncedFirm();
  await ghosts(firm, 'MATTERS', 2);
  let stumbles = 2;
  await using gate = await startClioGate(firm, {
    refuse: (url) => url.includes('/who_am_i') && stumbles-- > 0 && { status: 500, type: 'Error', message: 'odd' },
  });
  const job = await firm.run(await firm.startSync('RECONCILING', ['MATTERS']), (body) =>
    handleMessage(body, soon(), gate.parts),
  );
  expect(job).toMatchObject({ status: 'COMPLETED', entities: [{ deleted: 2 }] });
  expect(job.requestsUsed).toBe(gate.urls.length);
  expect(await firm.parts.errors.ofJob(job.jobId, 10)).toEqual([]);
});

test('that question waits for its turn like a page, and no function sleeps over it', async () => {
  await using firm = await syncedFirm();
  await ghosts(firm, 'MATTERS', 2);
  const begun = await firm.startSync('RECONCILING', ['MATTERS']);
  await firm.deliverUntil(async (body) => {
    await handleMessage(body, new Date(0), firm.parts);
    return (await firm.job(begun.jobId)).entities[0]?.pass === 'CONFIRM';
  });
  await firm.parts.budgets.exhaust(firm.firmId, { waitMs: 4_000, rate: undefined });
  for (const body of firm.aws.drain()) await handleMessage(body, soon(), firm.parts);
  const paused = await firm.job(begun.jobId);
  expect(Date.parse(paused.pausedUntil ?? '')).toBeGreaterThan(Date.parse(paused.updatedAt));
  expect(await firm.runInTime(begun)).toMatchObject({ status: 'COMPLETED', entities: [{ deleted: 2 }] });
});

test('a mass deletion is refused, written down, and deletes nothing', async () => {
  await using firm = await syncedFirm();
  const before = (await firm.copy('MATTERS')).size;
  await ghosts(firm, 'MATTERS', before);
  const job = await firm.run(await firm.startSync('RECONCILING', ['CONTACTS', 'MATTERS']));
  expect(job).toMatchObject({ status: 'PARTIAL', failure: { code: 'PARTLY_SYNCED' } });
  expect(job.entities).toMatchObject([
    { type: 'CONTACTS', status: 'COMPLETED' },
    { type: 'MATTERS', status: 'FAILED', deleted: 0 },
  ]);
  expect((await firm.copy('MATTERS')).size).toBe(2 * before);
  expect(await firm.parts.errors.ofJob(job.jobId, 10)).toMatchObject([
    { entity: 'MATTERS', code: 'MASS_DELETION_REFUSED', message: expect.stringContaining('Nothing was deleted') },
  ]);
  expect(await freshnessOf(firm, 'MATTERS')).toMatchObject({ withheldSince: expect.any(Date) });
});

test('a type that Clio forbids is a loss of permission: its rows stay and say so until it is allowed again', async () => {
  await using firm = await syncedFirm();
  const rows = await firm.copy('MATTERS');
  await using gate = await startClioGate(firm, { refuse: (url) => url.includes('/matters') });
  const job = await firm.run(await firm.startSync('RECONCILING', ['CONTACTS', 'MATTERS']), (body) =>
    handleMessage(body, soon(), gate.parts),
  );
  expect(job.entities).toMatchObject([{ status: 'COMPLETED' }, { type: 'MATTERS', status: 'UNAVAILABLE', deleted: 0 }]);
  expect(await firm.copy('MATTERS')).toEqual(rows);
  expect(await freshnessOf(firm, 'MATTERS')).toMatchObject({ withheldReason: expect.stringContaining('403') });
  await firm.run(await firm.startSync('RECONCILING', ['MATTERS']));
  expect(await freshnessOf(firm, 'MATTERS')).toMatchObject({ withheldSince: null, withheldReason: null });
});

test('a list that is suddenly empty is a loss of permission, not the deletion of everything', async () => {
  await using firm = await syncedFirm(['USERS']);
  const rows = await firm.copy('USERS');
  expect(rows.size).toBeLessThan(20);
  await using gate = await startClioGate(firm, { hide: (url) => url.includes('/users.json') });
  const job = await firm.run(await firm.startSync('RECONCILING', ['USERS']), (body) =>
    handleMessage(body, soon(), gate.parts),
  );
  expect(job.entities).toMatchObject([{ deleted: 0 }]);
  expect(await firm.copy('USERS')).toEqual(rows);
  expect(await freshnessOf(firm, 'USERS')).toMatchObject({ withheldReason: expect.stringContaining('any of') });
});

test('absences that somebody else sees, or somebody with other rights, are kept and not deleted', async () => {
  await using firm = await syncedFirm();
  await ghosts(firm, 'CONTACTS', 2);
  const size = (await firm.copy('CONTACTS')).size;
  await inFirm(firm.parts.data, firm.firmId, (connection) =>
    connection.query(`update entity_freshness set seen_as = 'the owner' where entity = 'CONTACTS'`),
  );
  const job = await firm.run(await firm.startSync('RECONCILING', ['CONTACTS']));
  expect(job.entities).toMatchObject([{ status: 'COMPLETED', deleted: 0 }]);
  expect((await firm.copy('CONTACTS')).size).toBe(size);
  expect(await freshnessOf(firm, 'CONTACTS')).toMatchObject({ seenAs: 'the owner', withheldSince: expect.any(Date) });
  expect(await firm.parts.errors.ofJob(job.jobId, 10)).toMatchObject([{ code: 'ABSENCE_WITHHELD' }]);
});
