import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import type { Claim } from './checkpoint.ts';
import { holdFence } from './move-checkpoint.ts';
import { unseenOf } from './sweep.ts';

/**
 * Writes down which records a sweep did not see and are not deleted for it, instead of what an earlier comparison withheld. Can
 * be repeated until the entity ends.
 *
 * @returns how many there are.
 * @throws FenceLost
 */
export async function withholdAbsences(pool: Pool, claim: Claim, sweepStart: Date): Promise<number> {
  const { firmId, entity, jobId } = claim;
  return inFirm(pool, firmId, async (connection) => {
    await holdFence(connection, claim);
    await connection.query('delete from withheld_absence where firm_id = $1 and entity = $2', [firmId, entity]);
    const { rowCount } = await connection.query(
      `insert into withheld_absence (firm_id, entity, clio_id, job_id)
       select $1, $2, unseen.clio_id, $4 from (${unseenOf(entity)}) as unseen`,
      [firmId, entity, sweepStart, jobId],
    );
    return rowCount ?? 0;
  });
}

/**
 * Drops those of the withheld records that a later sweep has seen again, or that are deleted meanwhile.
 *
 * @returns how many are still withheld.
 * @throws FenceLost
 */
export async function stillWithheld(pool: Pool, claim: Claim, sweepStart: Date): Promise<number> {
  const { firmId, entity } = claim;
  return inFirm(pool, firmId, async (connection) => {
    await holdFence(connection, claim);
    await connection.query(
      `delete from withheld_absence where firm_id = $1 and entity = $2 and clio_id not in (${unseenOf(entity)})`,
      [firmId, entity, sweepStart],
    );
    const { rows } = await connection.query<{ count: number }>(
      'select count(*)::int as count from withheld_absence where firm_id = $1 and entity = $2',
      [firmId, entity],
    );
    return rows[0]?.count ?? 0;
  });
}

/** How many records a sweep did not see, beyond those that the comparison of the given job has withheld. */
export async function countUnseen(
  pool: Pool,
  {
    firmId,
    entity,
    sweepStart,
    except,
  }: { firmId: FirmId; entity: SyncEntityType; sweepStart: Date; except: string | undefined },
): Promise<number> {
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<{ count: number }>(
      `select count(*)::int as count from (${unseenOf(entity)}) as unseen
       where not exists (
         select from withheld_absence as withheld
         where withheld.firm_id = $1 and withheld.entity = $2 and withheld.clio_id = unseen.clio_id and withheld.job_id = $4)`,
      [firmId, entity, sweepStart, except ?? null],
    );
    return rows[0]?.count ?? 0;
  });
}
