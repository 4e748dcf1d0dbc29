import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inFirm } from '@smarterfirms/platform/postgres';
import { recordStatements, startTestService } from '../test-service.ts';
import { markFailed, readCheckpoints, recordAttempt, takeOver } from './checkpoint.ts';
import { FenceLost, storePage } from './sync-page.ts';
import { at, begin, matter, rowsOf } from './test-sync-page.ts';

let service: Awaited<ReturnType<typeof startTestService>>;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

test('a page is stored with its checkpoint, and the next page goes on from there', async () => {
  const { firmId, jobId, page } = await begin(service.workerPool);
  const records = [matter(1), matter(2)];
  const stored = await storePage(service.workerPool, {
    ...page,
    records,
    nextCursor: 'https://x/2',
    total: 3,
    requests: 2,
  });
  expect(stored).toEqual({ inserted: 2, changed: 0, unchanged: 0, rejected: [], done: false });

  const next = await takeOver(service.workerPool, firmId, jobId, 'MATTERS');
  expect(next).toMatchObject({
    done: false,
    checkpoint: { cursor: 'https://x/2', pages: 1, fetched: 2, total: 3, inserted: 2, requests: 2, state: 'RUNNING' },
  });
  const last = await storePage(service.workerPool, {
    ...page,
    fence: next.checkpoint?.fence ?? 0,
    records: [matter(3)],
  });
  expect(last.done).toBe(true);
  expect(await takeOver(service.workerPool, firmId, jobId, 'MATTERS')).toMatchObject({
    done: true,
    checkpoint: { state: 'COMPLETED', cursor: null, pages: 2, fetched: 3, total: 3, inserted: 3, requests: 3 },
  });
  expect((await rowsOf(service.workerPool, firmId)).map((row) => row.raw)).toEqual([...records, matter(3)]);
});

test('whoever was overtaken stores nothing', async () => {
  const { firmId, jobId, page, claim } = await begin(service.workerPool);
  await takeOver(service.workerPool, firmId, jobId, 'MATTERS');
  await expect(storePage(service.workerPool, { ...page, records: [matter(1)] })).rejects.toThrow(FenceLost);
  await expect(markFailed(service.workerPool, claim, 'late')).rejects.toThrow(FenceLost);
  await expect(recordAttempt(service.workerPool, claim, { requests: 1, reason: 'late' })).rejects.toThrow(FenceLost);
  expect(await rowsOf(service.workerPool, firmId)).toEqual([]);
});

test('of two holders at once exactly the newer one stores its page', async () => {
  const { firmId, jobId, page } = await begin(service.workerPool);
  const newer = await takeOver(service.workerPool, firmId, jobId, 'MATTERS');
  const results = await Promise.allSettled([
    storePage(service.workerPool, { ...page, records: [matter(1)] }),
    storePage(service.workerPool, { ...page, fence: newer.checkpoint?.fence ?? 0, records: [matter(1)] }),
  ]);
  expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
  expect(await readCheckpoints(service.workerPool, firmId, jobId)).toMatchObject([{ fetched: 1, inserted: 1 }]);
});

test('a page that comes again changes nothing', async () => {
  const firm = service.newFirm();
  const records = [matter(1), matter(2)];
  await firm.sync('MATTERS', records, { requestedAt: at('10:00:00') });
  const before = await rowsOf(service.workerPool, firm.id);
  const again = await firm.sync('MATTERS', records, { requestedAt: at('11:00:00') });
  expect(again).toMatchObject({ inserted: 0, changed: 0, unchanged: 2 });
  expect(await rowsOf(service.workerPool, firm.id)).toEqual(before);
});

test('a record that a page names twice is stored once, as the page showed it last', async () => {
  const firm = service.newFirm();
  const stored = await firm.sync('MATTERS', [matter(1), matter(1, { etag: '"v2"', description: 'later' })]);
  expect(stored).toMatchObject({ inserted: 1, changed: 0, unchanged: 1 });
  expect(await rowsOf(service.workerPool, firm.id)).toMatchObject([{ clio_id: '1', description: 'later' }]);
});

test('an older version never wins, whenever it comes', async () => {
  const firm = service.newFirm();
  const newer = matter(1, { etag: '"v2"', updated_at: '2026-03-02T09:00:00-08:00', description: 'newer' });
  await firm.sync('MATTERS', [newer], { requestedAt: at('10:00:00') });
  const older = await firm.sync('MATTERS', [matter(1, { description: 'older' })], { requestedAt: at('12:00:00') });
  expect(older).toMatchObject({ changed: 0, unchanged: 1 });
  expect(await rowsOf(service.workerPool, firm.id)).toMatchObject([{ description: 'newer' }]);
});

test('at equal timestamps the page that was requested later wins', async () => {
  const firm = service.newFirm();
  await firm.sync('MATTERS', [matter(1, { description: 'first' })], { requestedAt: at('10:00:00') });
  const later = matter(1, { etag: '"v2"', description: 'second' });
  expect(await firm.sync('MATTERS', [later], { requestedAt: at('11:00:00') })).toMatchObject({ changed: 1 });
  const late = matter(1, { etag: '"v3"', description: 'overtaken' });
  expect(await firm.sync('MATTERS', [late], { requestedAt: at('10:30:00') })).toMatchObject({ changed: 0 });
  expect(await rowsOf(service.workerPool, firm.id)).toMatchObject([{ description: 'second', clio_etag: '"v2"' }]);
});

test('a page requested before a deletion was seen resurrects nothing; one requested after brings the record back', async () => {
  const firm = service.newFirm();
  await firm.sync('MATTERS', [matter(1)], { requestedAt: at('10:00:00') });
  await inFirm(service.workerPool, firm.id, (connection) =>
    connection.query('update matter set deleted_at = $1', [at('11:00:00')]),
  );
  const changed = matter(1, { etag: '"v2"', updated_at: '2026-03-05T09:00:00-08:00' });
  await firm.sync('MATTERS', [changed], { requestedAt: at('10:59:00') });
  expect((await rowsOf(service.workerPool, firm.id))[0].deleted_at).toEqual(at('11:00:00'));
  await firm.sync('MATTERS', [matter(1)], { requestedAt: at('11:01:00') });
  expect((await rowsOf(service.workerPool, firm.id))[0].deleted_at).toBeNull();
});

test('a page of 200 records is one statement', async () => {
  const { page } = await begin(service.workerPool);
  const statements = recordStatements(service.workerPool);
  const records = Array.from({ length: 200 }, (_, index) => matter(index + 1));
  expect(await storePage(service.workerPool, { ...page, records })).toMatchObject({ inserted: 200 });
  expect(statements.filter((text) => /insert into matter/.test(text))).toHaveLength(1);
  // The fence, the rows, the checkpoint, and the freshness of a last page.
  expect(statements).toHaveLength(4);
});

test('a record with an odd field is stored without it and reported; the others are not touched by it', async () => {
  const firm = service.newFirm();
  const stored = await firm.sync('MATTERS', [
    matter(1, { open_date: '2026-02-30', description: 'kept' }),
    matter(2),
    { etag: '"no id"' },
    matter(3, { description: 'a\0b', location: 'kept', 'odd\ud800': 'x' }),
  ]);
  expect(stored).toMatchObject({
    inserted: 3,
    unchanged: 0,
    rejected: [
      { clioId: '1', reason: expect.stringContaining('open_date') },
      { clioId: undefined, reason: 'The record has no id.' },
      { clioId: '3', reason: expect.stringMatching(/description: .*cannot be stored; odd\ufffd: .*cannot be stored/) },
    ],
  });
  expect(await rowsOf(service.workerPool, firm.id)).toMatchObject([
    { clio_id: '1', open_date: null, description: 'kept', raw: { open_date: '2026-02-30' } },
    { clio_id: '2' },
    {
      clio_id: '3',
      display_number: '00003-Roe',
      description: null,
      location: 'kept',
      raw: { description: 'a\ufffdb', 'odd\ufffd': 'x' },
    },
  ]);
});

test.each([
  ['a day of the year 0', { open_date: '0000-01-01' }, 'open_date'],
  ['an instant of the year 0', { updated_at: '0000-12-31T23:59:59Z' }, 'clio_updated_at'],
  ['an offset that no place on earth has', { created_at: '2026-03-01T09:00:00+23:00' }, 'clio_created_at'],
  ['a name that no index holds', { display_number: randomBytes(4_000).toString('base64') }, 'display_number'],
  ['a relation whose id no index holds', { client: { id: randomBytes(4_000).toString('base64') } }, 'client_clio_id'],
])('%s, which PostgreSQL refuses, costs that column and not the page', async (_what, fields, column) => {
  const firm = service.newFirm();
  const { inserted, rejected } = await firm.sync('MATTERS', [matter(1, fields), matter(2)]);
  expect(inserted).toBe(2);
  expect(rejected).toMatchObject([{ clioId: '1', reason: expect.stringContaining(Object.keys(fields)[0] ?? '') }]);
  expect(await rowsOf(service.workerPool, firm.id)).toMatchObject([
    { clio_id: '1', [column]: null, raw: fields },
    { clio_id: '2' },
  ]);
});

test('amounts and hours are exact, and what is not known is null', async () => {
  const firm = service.newFirm();
  const currency = { id: 1, code: 'USD' };
  await firm.sync('ACTIVITIES', [
    { id: 1, type: 'TimeEntry', price: 350.005, total: 1.005, rounded_quantity_in_hours: 0.1, quantity: 360, currency },
    { id: 2, type: 'TimeEntry', price: null, total: 0, quantity_redacted: true, currency },
    { id: 3, type: 'ExpenseEntry', total: -12.345, currency: { id: 2, code: 'KWD' } },
    { id: 4, type: 'ExpenseEntry', total: 500, currency: { id: 3, code: 'JPY' } },
    { id: 5, type: 'ExpenseEntry', total: 500, currency: null },
  ]);
  expect(await rowsOf(service.workerPool, firm.id, 'activity')).toMatchObject([
    { price_minor: '35001', total_minor: '101', rounded_quantity_in_hours: '0.1', currency: 'USD' },
    { price_minor: null, total_minor: '0', rounded_quantity_in_hours: null },
    { total_minor: '-12345', currency: 'KWD' },
    { total_minor: '500', currency: 'JPY' },
    { total_minor: null, currency: null, raw: { total: 500 } },
  ]);
});
