/**
 * What a page of 200 activities costs in the database: in one statement as workers store it, by the same statement row by
 * row, and by Prisma's upserts. Each in one transaction per page, into an empty table (new), once more with every record
 * changed, and once more as it is (same). Milliseconds are of the whole transaction, seen from the worker.
 */
import { join } from 'node:path';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { createPool, inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import type { ClioRow } from '../clio/read-record.ts';
import { clioRecords } from '../clio/records.ts';
import { createDatabase } from '../database.ts';
import { readRecords } from './read-records.ts';
import { upsertRows } from './upsert.ts';

const pages = Number(process.env['BENCH_PAGES'] ?? 20);
const pageSize = 200;
const kind = clioRecords.ACTIVITIES;

/** A page of records as Clio sends them; each round is a version that changes every record. */
function page(number: number, round: number): ClioRow[] {
  const records = Array.from({ length: pageSize }, (_, index) => {
    const id = number * pageSize + index + 1;
    return {
      id,
      etag: `"${id}-${round}"`,
      type: 'TimeEntry',
      date: '2026-03-02',
      quantity: 3_600,
      quantity_in_hours: 1,
      price: 250,
      total: 250 + round,
      non_billable: false,
      billed: false,
      note: `Reviewed the correspondence and prepared the answer, version ${round}`,
      created_at: '2026-03-02T10:00:00Z',
      updated_at: `2026-03-0${2 + round}T10:00:00Z`,
      user: { id: 1, name: 'A. Roe' },
      matter: { id: 1_000 + (id % 500), display_number: `00${id % 500}-Roe` },
      currency: { id: 1, code: 'USD' },
    };
  });
  return readRecords('ACTIVITIES', records).rows;
}

type Store = (firmId: FirmId, rows: readonly ClioRow[], requestedAt: Date) => Promise<unknown>;

const inOneStatement =
  (pool: Pool): Store =>
  (firmId, rows, requestedAt) =>
    inFirm(pool, firmId, (connection) => upsertRows(connection, { firmId, kind, rows, requestedAt }));

const rowByRow =
  (pool: Pool): Store =>
  (firmId, rows, requestedAt) =>
    inFirm(pool, firmId, async (connection) => {
      for (const row of rows) await upsertRows(connection, { firmId, kind, rows: [row], requestedAt });
    });

function byPrisma(pool: Pool): Store {
  const database = createDatabase(pool);
  return (firmId, rows, requestedAt) =>
    database.$transaction(
      async (transaction) => {
        await transaction.$executeRaw`select set_config('app.firm_id', ${firmId}, true)`;
        for (const row of rows) {
          const values = prismaValues(row, requestedAt);
          await transaction.activity.upsert({
            where: { firmId_clioId: { firmId, clioId: row.head.id } },
            create: { firmId, clioId: row.head.id, ...values },
            update: values,
            select: { id: true },
          });
        }
      },
      { timeout: 60_000 },
    );
}

function prismaValues({ head, columns, raw }: ClioRow, requestedAt: Date) {
  const own = Object.entries(columns).map(([name, value]) => {
    const [type] = kind.columns[name] ?? ['text'];
    const field = name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    if (value === null || value === undefined) return [field, null];
    if (type === 'date' || type === 'timestamptz') return [field, new Date(String(value))];
    return [field, type === 'bigint' ? BigInt(String(value)) : value];
  });
  return {
    clioEtag: head.etag ?? null,
    clioUpdatedAt: new Date(head.updated_at ?? 0),
    requestedAt,
    raw: JSON.parse(raw) as object,
    ...(Object.fromEntries(own) as Record<string, never>),
  };
}

async function measure(store: Store): Promise<Record<'new' | 'changed' | 'same', number>> {
  const firmId = newId('firm');
  const round = async (version: number) => {
    const prepared = Array.from({ length: pages }, (_, number) => page(number, version));
    const from = performance.now();
    for (const rows of prepared) await store(firmId, rows, new Date());
    return (performance.now() - from) / pages;
  };
  // A page of another firm first: connections, plans and Prisma's engine are warm then.
  await store(newId('firm'), page(0, 0), new Date());
  return { new: await round(0), changed: await round(1), same: await round(1) };
}

await using scratch = await createTestDatabase({
  service: 'data',
  migrations: join(import.meta.dirname.replace(/\/dist\/sync$/, ''), 'migrations'),
  roles: ['data_worker'],
});
const pool = createPool(scratch.urlOf('data_worker'), { statementTimeoutMs: 60_000 });
const ours = await measure(inOneStatement(pool));
const measured = {
  'one statement': ours,
  'row by row': await measure(rowByRow(pool)),
  'Prisma upserts': await measure(byPrisma(pool)),
};
console.log(`${pages} pages of ${pageSize} activities; milliseconds per page`);
console.table(
  Object.fromEntries(
    Object.entries(measured).map(([name, { new: fresh, changed, same }]) => [
      name,
      {
        'new ms': fresh,
        'changed ms': changed,
        'same ms': same,
        'times (new)': fresh / ours.new,
        'times (changed)': changed / ours.changed,
        'times (same)': same / ours.same,
      },
    ]),
  ),
);
await pool.end();
