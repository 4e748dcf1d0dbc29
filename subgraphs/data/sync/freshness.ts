import type { FirmId } from '@smarterfirms/platform/ids';
import { type SyncEntityType, syncEntityTypes } from '@smarterfirms/platform/messages';
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
  /** Who looked, and with which rights, when absent rows were last judged; null before. */
  seenAs: string | null;
  /** Since when rows that Clio no longer shows are kept, because their absence is not believed to be a deletion. */
  withheldSince: Date | null;
  withheldReason: string | null;
}

/** What is known of each entity of a firm that was ever complete. */
export async function readFreshness(pool: Pool, firmId: FirmId): Promise<Freshness[]> {
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<Freshness>(
      `select entity, watermark, completed_at as "completedAt", full_at as "fullAt", incremental_at as "incrementalAt",
         reconciled_at as "reconciledAt", seen_as as "seenAs", withheld_since as "withheldSince",
         withheld_reason as "withheldReason"
       from entity_freshness where firm_id = $1 order by entity`,
      [firmId],
    );
    return rows;
  });
}

/** The kinds that Clio refused to show when they were last walked. */
export async function readUnavailable(pool: Pool, firmId: FirmId): Promise<SyncEntityType[]> {
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<{ entity: SyncEntityType }>(
      `select entity from (
         select distinct on (entity) entity, state from sync_checkpoint
         where firm_id = $1 and state in ('COMPLETED', 'UNAVAILABLE', 'FAILED')
         order by entity, updated_at desc
       ) as latest where state = 'UNAVAILABLE'`,
      [firmId],
    );
    return rows.map(({ entity }) => entity);
  });
}

/**
 * Since when every kind of the firm's records is in step with Clio: the end of the walk that lies back longest, of each kind's
 * latest one that came to its end. A kind that Clio refuses to show has come to its end too.
 *
 * @returns undefined where a kind has none, or none so lately that its checkpoint is kept.
 */
export async function readInStepSince(pool: Pool, firmId: FirmId): Promise<Date | undefined> {
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<{ kinds: number; since: Date | null }>(
      `select count(*)::int as kinds, min(ended_at) as since from (
         select max(updated_at) as ended_at from sync_checkpoint
         where firm_id = $1 and state in ('COMPLETED', 'UNAVAILABLE') group by entity
       ) as latest`,
      [firmId],
    );
    const [found] = rows;
    return found?.kinds === syncEntityTypes.length ? (found.since ?? undefined) : undefined;
  });
}

const endedColumn: Record<CompleteWalk, string> = {
  FULL: 'full_at',
  INCREMENTAL: 'incremental_at',
  RECONCILING: 'reconciled_at',
};

interface EndedWalk {
  firmId: FirmId;
  jobId: string;
  entity: SyncEntityType;
  walk: CompleteWalk;
  /** Whose view of Clio the walk has copied; kept where another is known already. */
  seenAs?: string | undefined;
}

/**
 * Notes that a walk of an entity has ended, in the transaction of its last page.
 *
 * The copy is complete as of when the walk's first page was requested, by Clio's clock: what changed meanwhile may or may
 * not be in it. Where Clio never said what time it is, ours counts an hour early. The watermark never goes back, so a walk
 * that took long cannot undo what a later one found.
 */
export async function markFresh(
  connection: Connection,
  { firmId, jobId, entity, walk, seenAs }: EndedWalk,
): Promise<void> {
  const ended = endedColumn[walk];
  await connection.query(
    `insert into entity_freshness as known (firm_id, entity, completed_at, watermark, ${ended}, seen_as)
     select firm_id, entity, now(), coalesce(clio_requested_at, first_requested_at - interval '1 hour'), now(), $4
     from sync_checkpoint
     where firm_id = $1 and job_id = $2 and entity = $3
     on conflict (firm_id, entity) do update
     set completed_at = greatest(known.completed_at, excluded.completed_at),
         watermark = greatest(known.watermark, excluded.watermark),
         ${ended} = greatest(known.${ended}, excluded.${ended}),
         seen_as = coalesce(known.seen_as, excluded.seen_as)`,
    [firmId, jobId, entity, seenAs ?? null],
  );
}

/** Rows that Clio no longer shows are kept, and why. Nothing where the entity was never complete. */
export async function noteWithheld(
  connection: Connection,
  { firmId, entity }: { firmId: FirmId; entity: SyncEntityType },
  reason: string,
): Promise<void> {
  await connection.query(
    `update entity_freshness set withheld_since = coalesce(withheld_since, now()), withheld_reason = $3
     where firm_id = $1 and entity = $2`,
    [firmId, entity, reason],
  );
}

/** Everything is accounted for: what Clio no longer shows was deleted, or nothing is absent. */
export async function nothingWithheld(
  connection: Connection,
  { firmId, entity }: { firmId: FirmId; entity: SyncEntityType },
  seenAs: string | undefined,
): Promise<void> {
  await connection.query('delete from withheld_absence where firm_id = $1 and entity = $2', [firmId, entity]);
  await connection.query(
    `update entity_freshness set withheld_since = null, withheld_reason = null, seen_as = coalesce($3, seen_as)
     where firm_id = $1 and entity = $2`,
    [firmId, entity, seenAs ?? null],
  );
}
