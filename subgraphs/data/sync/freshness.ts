import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { type Connection, inFirm, type Pool } from '@smarterfirms/platform/postgres';

/** The walks that leave the copy of an entity complete: of everything, of what changed, and by comparing ids and etags. */
export type CompleteWalk = 'FULL' | 'INCREMENTAL' | 'RECONCILING';

/** How complete the copy of an entity is; there is none before its first walk has ended. */
export interface Freshness {
  entity: SyncEntityType;
  /** Everything that Clio changed before this instant is in the copy; the next incremental walk asks from here on. */
  watermark: Date;
  /** When the last walk of any kind ended. */
  completedAt: Date;
  fullAt: Date | null;
  incrementalAt: Date | null;
  reconciledAt: Date | null;
}

/** What is known of each entity of a firm that was ever complete. */
export async function readFreshness(pool: Pool, firmId: FirmId): Promise<Freshness[]> {
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<Freshness>(
      `select entity, watermark, completed_at as "completedAt", full_at as "fullAt", incremental_at as "incrementalAt",
         reconciled_at as "reconciledAt"
       from entity_freshness where firm_id = $1 order by entity`,
      [firmId],
    );
    return rows;
  });
}

const endedColumn: Record<CompleteWalk, string> = {
  FULL: 'full_at',
  INCREMENTAL: 'incremental_at',
  RECONCILING: 'reconciled_at',
};

/**
 * Notes that a walk of an entity has ended, in the transaction of its last page.
 *
 * The copy is complete as of when the walk's first page was requested: what changed meanwhile may or may not be in it. The
 * watermark never goes back, so a walk that took long cannot undo what a later one found.
 */
export async function markFresh(
  connection: Connection,
  { firmId, jobId, entity, walk }: { firmId: FirmId; jobId: string; entity: SyncEntityType; walk: CompleteWalk },
): Promise<void> {
  const ended = endedColumn[walk];
  await connection.query(
    `insert into entity_freshness as known (firm_id, entity, completed_at, watermark, ${ended})
     select firm_id, entity, now(), first_requested_at, now() from sync_checkpoint
     where firm_id = $1 and job_id = $2 and entity = $3
     on conflict (firm_id, entity) do update
     set completed_at = greatest(known.completed_at, excluded.completed_at),
         watermark = greatest(known.watermark, excluded.watermark),
         ${ended} = greatest(known.${ended}, excluded.${ended})`,
    [firmId, jobId, entity],
  );
}
