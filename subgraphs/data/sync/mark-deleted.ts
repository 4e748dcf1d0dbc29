import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { type Connection, inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { clioRecords } from '../clio/records.ts';
import { holdCopy } from './copy-erased.ts';

/**
 * Who saw that a record is gone: a webhook, a sweep that was confirmed by id, a look-up of this one record, or a person who
 * accepted that what Clio does not show goes from the copy.
 */
export type DeletionWitness = 'WEBHOOK' | 'SWEEP' | 'LOOKUP' | 'ACCEPTED';

interface Deletion {
  firmId: FirmId;
  entity: SyncEntityType;
  clioIds: readonly string[];
  /** When Clio was asked, or when its webhook came. */
  seenDeletedAt: Date;
  by: DeletionWitness;
}

/**
 * Takes records out of the copy, softly: they stay as rows that no read shows, because Clio can bring a record back.
 *
 * A deletion never beats a version that was requested after it was seen, and a page requested before never brings the record
 * back. That holds for records that were never in the copy too: the page that shows them may still be under way, so they
 * get an empty row that says so. Can be repeated. A page that found a record unchanged leaves no trace to compare with: a
 * record that Clio deleted and restored within such a race is brought back by the next sweep.
 *
 * @returns how many records that were visible are no longer.
 * @throws CopyErased when the firm has no copy.
 */
export async function markDeleted(pool: Pool, deletion: Deletion): Promise<{ deleted: number }> {
  return inFirm(pool, deletion.firmId, async (connection) => {
    await holdCopy(connection, deletion.firmId);
    return deleteRows(connection, deletion);
  });
}

/** The same inside a transaction that holds the copy already. */
export async function deleteRows(
  connection: Connection,
  { firmId, entity, clioIds, seenDeletedAt, by }: Deletion,
): Promise<{ deleted: number }> {
  const { table } = clioRecords[entity];
  const { rows } = await connection.query<{ removed: boolean }>(
    `insert into ${table} as stored (firm_id, clio_id, requested_at, deleted_at, deleted_by, raw)
     select distinct on (clio_id) $1, clio_id, $3::timestamptz, $3, $4, '{}'::jsonb from unnest($2::text[]) as gone (clio_id)
     order by clio_id
     on conflict (firm_id, clio_id) do update
     set deleted_at = excluded.deleted_at, deleted_by = excluded.deleted_by
     where stored.requested_at <= excluded.deleted_at
       and (stored.deleted_at is null or stored.deleted_at < excluded.deleted_at)
     returning old.id is not null and old.deleted_at is null as removed`,
    [firmId, clioIds, seenDeletedAt, by],
  );
  return { deleted: rows.filter(({ removed }) => removed).length };
}
