import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FirmId } from '@smarterfirms/platform/ids';
import { inFirm } from '@smarterfirms/platform/postgres';
import { recordStatements, startTestService } from '../test-service.ts';
import { eraseFirm } from './erase-firm.ts';
import { readFreshness } from './freshness.ts';
import { markDeleted } from './mark-deleted.ts';
import { CopyErased, storeRecords } from './store-records.ts';
import { countRows, differingIds, unseenIds } from './sweep.ts';

let service: Awaited<ReturnType<typeof startTestService>>;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

const at = (time: string) => new Date(`2026-03-10T${time}Z`);
const contact = (id: number, etag = '"v1"', rest: object = {}) => ({ id, etag, name: `Contact ${id}`, ...rest });
const contacts = (count: number) => Array.from({ length: count }, (_, index) => contact(1000 + index));
const entity = 'CONTACTS' as const;

/** A firm whose copy holds contacts, as a page of 10:00 showed them. */
async function firmWith(records: readonly object[]) {
  const firm = service.newFirm();
  await firm.sync(entity, records, { requestedAt: at('10:00:00') });
  const pool = service.workerPool;
  return {
    firmId: firm.id,
    page: (shown: readonly object[], time: string) => firm.sync(entity, shown, { requestedAt: at(time) }),
    store: (shown: readonly object[], time: string) =>
      storeRecords(pool, { firmId: firm.id, entity, records: shown, requestedAt: at(time) }),
    delete: (clioIds: string[], time: string, by = 'WEBHOOK' as const) =>
      markDeleted(pool, { firmId: firm.id, entity, clioIds, seenDeletedAt: at(time), by }),
    sweep: (seen: readonly { id: number; etag: string }[], time: string) =>
      differingIds(pool, {
        firmId: firm.id,
        entity,
        sweepStart: at(time),
        seen: seen.map(({ id, etag }) => ({ clioId: String(id), etag })),
      }),
    unseen: (time: string, { afterId = null as string | null, limit = 100 } = {}) =>
      unseenIds(pool, { firmId: firm.id, entity, sweepStart: at(time), afterId, limit }),
    visible: () => visible(firm.id),
    count: () => countRows(pool, firm.id, entity),
  };
}

function visible(firmId: FirmId): Promise<string[]> {
  return inFirm(service.workerPool, firmId, async (connection) => {
    const { rows } = await connection.query('select clio_id from contact where deleted_at is null order by clio_id');
    return rows.map((row) => row.clio_id);
  });
}

test('records asked for by id are stored like a page, and move no checkpoint', async () => {
  const firm = await firmWith([contact(1)]);
  const stored = await firm.store([contact(1), contact(2), { name: 'no id' }], '11:00:00');
  expect(stored).toMatchObject({ inserted: 1, changed: 0, unchanged: 1, rejected: [{ clioId: undefined }] });
  const before = contact(2, '"v0"', { name: 'older' });
  expect(await firm.store([before], '10:30:00')).toMatchObject({ changed: 0, unchanged: 1 });
  expect(await firm.store([contact(1), contact(2)], '11:00:00')).toMatchObject({
    inserted: 0,
    changed: 0,
    unchanged: 2,
  });
  expect(await readFreshness(service.workerPool, firm.firmId)).toMatchObject([{ entity, watermark: at('10:00:00') }]);
});

test('a deletion takes records out once, and says how many', async () => {
  const firm = await firmWith([contact(1), contact(2), contact(3)]);
  expect(await firm.delete(['1', '2', '2'], '11:00:00')).toEqual({ deleted: 2 });
  expect(await firm.delete(['1', '2'], '11:00:00')).toEqual({ deleted: 0 });
  expect(await firm.visible()).toEqual(['3']);
  expect(await firm.count()).toBe(1);
});

test('a deletion never beats a version that was requested later', async () => {
  const firm = await firmWith([contact(1)]);
  await firm.store([contact(1, '"v2"')], '11:00:01');
  expect(await firm.delete(['1'], '11:00:00')).toEqual({ deleted: 0 });
  expect(await firm.visible()).toEqual(['1']);
});

test('no older page resurrects a record, not even one that was deleted before it was ever stored', async () => {
  const firm = await firmWith([contact(1)]);
  expect(await firm.delete(['1', '2'], '11:00:00')).toEqual({ deleted: 1 });
  await firm.page([contact(1, '"v2"'), contact(2, '"v2"', { updated_at: '2026-03-10T10:58:00Z' })], '10:59:00');
  await firm.store([contact(1, '"v2"'), contact(2)], '11:00:00');
  expect(await firm.visible()).toEqual([]);
  await firm.store([contact(1), contact(2)], '11:00:01');
  expect(await firm.visible()).toEqual(['1', '2']);
});

test('a sweep names what is missing, what has another etag and what is believed deleted, and nothing else', async () => {
  const firm = await firmWith([contact(1), contact(2), contact(3)]);
  await firm.delete(['3'], '10:30:00');
  const seen = [contact(1), contact(2, '"v2"'), contact(3), contact(4)];
  expect(await firm.sweep(seen, '11:00:00')).toEqual(['2', '3', '4']);
  await firm.store(seen, '11:01:00');
  expect(await firm.sweep(seen, '11:00:00')).toEqual([]);
});

test('after a sweep exactly the records that it did not see are left over, page by page', async () => {
  const firm = await firmWith([1, 2, 3, 4, 5].map((id) => contact(id)));
  await firm.sweep([contact(1), contact(3)], '11:00:00');
  await firm.store([contact(6)], '11:00:30');
  const first = await firm.unseen('11:00:00', { limit: 2 });
  expect(first).toEqual(['2', '4']);
  await firm.delete(first, '11:02:00');
  expect(await firm.unseen('11:00:00', { afterId: '4' })).toEqual(['5']);
  // What an earlier sweep saw does not count for a later one.
  expect(await firm.unseen('12:00:00')).toEqual(['1', '3', '5', '6']);
});

test('the doors do not reach into another firm', async () => {
  const mine = await firmWith([contact(1)]);
  const theirs = await firmWith([contact(1), contact(2)]);
  expect(await mine.sweep([contact(1), contact(2)], '11:00:00')).toEqual(['2']);
  await mine.delete(['1', '2'], '11:00:00');
  expect(await theirs.visible()).toEqual(['1', '2']);
  expect(await theirs.unseen('11:00:00')).toEqual(['1', '2']);
  expect(await theirs.count()).toBe(2);
});

test('a mass of ids is one statement beside the lock', async () => {
  const records = contacts(2_000);
  const firm = await firmWith(records);
  const statements = recordStatements(service.workerPool);
  const counted = async (work: () => Promise<unknown>) => {
    statements.length = 0;
    await work();
    return statements.filter((text) => !/for key share/.test(text)).length;
  };
  expect(await counted(() => firm.store(records, '11:00:00'))).toBe(1);
  expect(await counted(() => firm.sweep(records, '11:00:00'))).toBe(1);
  expect(await counted(() => firm.unseen('11:00:00'))).toBe(1);
  expect(
    await counted(() =>
      firm.delete(
        records.map(({ id }) => String(id)),
        '11:00:00',
      ),
    ),
  ).toBe(1);
  expect(await firm.count()).toBe(0);
});

test('nothing is added to a copy that was erased or never begun', async () => {
  const firm = await firmWith([contact(1)]);
  await firm.sweep([contact(1)], '11:00:00');
  await eraseFirm(service.workerPool, firm.firmId);
  await expect(firm.store([contact(1)], '11:00:00')).rejects.toThrow(CopyErased);
  await expect(firm.delete(['1'], '11:00:00')).rejects.toThrow(CopyErased);
  await expect(firm.sweep([contact(1)], '12:00:00')).rejects.toThrow(CopyErased);
  const left = await inFirm(service.workerPool, firm.firmId, (connection) =>
    connection.query('select from contact union all select from sync_sighting'),
  );
  expect(left.rowCount).toBe(0);
});

test('a record that is being added while the firm is erased is gone afterwards', async () => {
  const firm = await firmWith([contact(1)]);
  const outcomes = await Promise.allSettled([
    firm.store(contacts(200), '11:00:00'),
    eraseFirm(service.workerPool, firm.firmId),
    firm.store(contacts(200), '11:00:01'),
  ]);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(CopyErased);
  }
  expect(await firm.visible()).toEqual([]);
});
