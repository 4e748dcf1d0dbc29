import type { FirmId } from '@smarterfirms/platform/ids';
import type { Connection } from '@smarterfirms/platform/postgres';
import type { ClioRow } from '../clio/read-record.ts';
import type { ClioRecord, ColumnType } from '../clio/record.ts';

/**
 * Writes a page of rows in one statement: one array per column, whatever the number of rows.
 *
 * An older version never wins: `updated_at` decides, then the time at which the page was requested; at equal times the page
 * applies. A row that says the same already is not written again, and one that was seen deleted comes back only by a page
 * requested afterwards. Where the record itself says when Clio deleted it, the row is deleted by that.
 *
 * @param rows without repeated ids.
 * @returns how many rows were new and how many were changed; the others are as they were.
 */
export async function upsertRows(
  connection: Connection,
  {
    firmId,
    kind,
    rows,
    requestedAt,
  }: { firmId: FirmId; kind: ClioRecord; rows: readonly ClioRow[]; requestedAt: Date },
): Promise<{ inserted: number; changed: number }> {
  if (rows.length === 0) return { inserted: 0, changed: 0 };
  // In one order everywhere, so that two pages with rows in common cannot wait for each other in a circle.
  const ordered = [...rows].sort((a, b) => (a.head.id < b.head.id ? -1 : 1));
  const arrays = [
    ordered.map((row) => row.head.id),
    ordered.map((row) => row.head.etag ?? null),
    ordered.map((row) => row.head.created_at ?? null),
    ordered.map((row) => row.head.updated_at ?? null),
    ordered.map((row) => row.raw),
    ordered.map((row) => row.deletedAt),
    ...Object.keys(kind.columns).map((name) => ordered.map((row) => row.columns[name]?.toString() ?? null)),
  ];
  const { rows: written } = await connection.query<{ inserted: boolean }>({
    name: `upsert_${kind.table}`,
    text: upsertSql(kind),
    values: [firmId, requestedAt, ...arrays],
  });
  const inserted = written.filter((row) => row.inserted).length;
  return { inserted, changed: written.length - inserted };
}

const headColumns: Record<string, ColumnType | 'jsonb'> = {
  clio_id: 'text',
  clio_etag: 'text',
  clio_created_at: 'timestamptz',
  clio_updated_at: 'timestamptz',
  raw: 'jsonb',
  deleted_at: 'timestamptz',
};

const statements = new Map<string, string>();

function upsertSql(kind: ClioRecord): string {
  let sql = statements.get(kind.table);
  if (sql === undefined) {
    sql = writeUpsert(kind);
    statements.set(kind.table, sql);
  }
  return sql;
}

function writeUpsert({ table, columns }: ClioRecord): string {
  const own = Object.entries(columns).map(([name, [type]]) => [name, type] as const);
  const all = [...Object.entries(headColumns), ...own];
  const names = all.map(([name]) => name);
  const arrays = all.map(([, type], index) => `$${index + 3}::${type}[]`);
  const assignments = names.filter((name) => name !== 'clio_id').map((name) => `${name} = excluded.${name}`);
  return `
insert into ${table} as stored (firm_id, requested_at, deleted_by, ${names.join(', ')})
select $1, $2::timestamptz, case when page.deleted_at is not null then 'CLIO' end, page.*
from unnest(${arrays.join(', ')}) as page (${names.join(', ')})
on conflict (firm_id, clio_id) do update
set requested_at = excluded.requested_at, deleted_by = excluded.deleted_by, ${assignments.join(', ')}
where case
        when stored.clio_updated_at <> excluded.clio_updated_at
          then stored.clio_updated_at < excluded.clio_updated_at
        else stored.requested_at <= excluded.requested_at
      end
  and case
        when stored.deleted_at is not null and stored.deleted_by is distinct from 'CLIO'
          then stored.deleted_at < excluded.requested_at
        else stored.clio_etag is distinct from excluded.clio_etag or stored.raw is distinct from excluded.raw
      end
returning old.id is null as inserted`;
}
