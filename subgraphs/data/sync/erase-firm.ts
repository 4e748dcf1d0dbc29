import type { FirmId } from '@smarterfirms/platform/ids';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { clioRecords } from '../clio/records.ts';

const rowsPerBatch = 5_000;

/**
 * Deletes everything that was copied from a firm's Clio account. Can be repeated, and continues where it was stopped.
 *
 * The checkpoints go first: a page that is under way commits before and is deleted with the rest, or finds its fence gone.
 * Rows go in batches of their own transactions, so that a large firm holds no lock for long.
 *
 * @param deadline stops after the first batch that deletes something and ends later; call again to continue.
 * @returns how many records were deleted, and whether none is left.
 */
export async function eraseFirm(
  pool: Pool,
  firmId: FirmId,
  { deadline }: { deadline?: Date } = {},
): Promise<{ deleted: number; done: boolean }> {
  await inFirm(pool, firmId, async (connection) => {
    await connection.query('delete from sync_checkpoint where firm_id = $1', [firmId]);
    await connection.query('delete from entity_freshness where firm_id = $1', [firmId]);
    await connection.query('delete from sync_sighting where firm_id = $1', [firmId]);
    await connection.query('delete from withheld_absence where firm_id = $1', [firmId]);
  });
  let deleted = 0;
  for (const { table } of Object.values(clioRecords)) {
    let batch: number;
    do {
      batch = await inFirm(pool, firmId, async (connection) => {
        const { rowCount } = await connection.query(
          `delete from ${table} where id in (select id from ${table} where firm_id = $1 limit ${rowsPerBatch})`,
          [firmId],
        );
        return rowCount ?? 0;
      });
      deleted += batch;
      if (batch > 0 && deadline && Date.now() > deadline.getTime()) return { deleted, done: false };
    } while (batch === rowsPerBatch);
  }
  return { deleted, done: true };
}
