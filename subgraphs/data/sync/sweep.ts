import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { clioRecords } from '../clio/records.ts';
import { holdCopy } from './copy-erased.ts';

/** A record as a sweep sees it: Clio's list with `fields=id,etag`. */
export interface Sighting {
  clioId: string;
  etag: string | null;
}

/**
 * Notes one page of a sweep and tells which of its records the copy must fetch: those that it misses, that it believes to be
 * deleted, or that have another etag.
 *
 * Call it for a page before the sweep's checkpoint moves past it, and store what it names first: then a crash in between
 * repeats the page and says the same of what is still missing.
 *
 * @param sweepStart when the sweep began, the same for all of its pages; `unseenIds` asks by it.
 * @throws CopyErased when the firm has no copy.
 */
export async function differingIds(
  pool: Pool,
  {
    firmId,
    entity,
    sweepStart,
    seen,
  }: { firmId: FirmId; entity: SyncEntityType; sweepStart: Date; seen: readonly Sighting[] },
): Promise<string[]> {
  const { table } = clioRecords[entity];
  const etags = new Map(seen.map(({ clioId, etag }) => [clioId, etag]));
  return inFirm(pool, firmId, async (connection) => {
    await holdCopy(connection, firmId);
    const { rows } = await connection.query<{ clioId: string }>(
      `with page as (select * from unnest($3::text[], $4::text[]) as page (clio_id, etag)),
       noted as (
         insert into sync_sighting as known (firm_id, entity, clio_id, seen_at)
         select $1, $2, clio_id, $5::timestamptz from page order by clio_id
         on conflict (firm_id, entity, clio_id) do update set seen_at = excluded.seen_at
         where known.seen_at < excluded.seen_at
       )
       select page.clio_id as "clioId" from page
       left join ${table} as stored on stored.firm_id = $1 and stored.clio_id = page.clio_id
       where stored.id is null or stored.clio_etag is distinct from page.etag
         or (stored.deleted_at is not null and stored.deleted_by is distinct from 'CLIO')
       order by page.clio_id`,
      [firmId, entity, [...etags.keys()], [...etags.values()], sweepStart],
    );
    return rows.map(({ clioId }) => clioId);
  });
}

/**
 * The records of the copy that a sweep did not see, in pages: candidates for deletion, to be confirmed by id. What was stored
 * since the sweep began is not among them, it may be younger than the sweep's pages.
 *
 * @param afterId the last id of the page before; null for the first page. Deleting what a page names does not disturb the next.
 * @param except leaves out what the comparison of that job has withheld.
 */
export async function unseenIds(
  pool: Pool,
  {
    firmId,
    entity,
    sweepStart,
    afterId,
    limit,
    except,
  }: {
    firmId: FirmId;
    entity: SyncEntityType;
    sweepStart: Date;
    afterId: string | null;
    limit: number;
    except?: string | undefined;
  },
): Promise<string[]> {
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<{ clioId: string }>(
      `select unseen.clio_id as "clioId" from (${unseenOf(entity)}) as unseen
       where unseen.clio_id > coalesce($4, '') and not exists (
         select from withheld_absence as withheld
         where withheld.firm_id = $1 and withheld.entity = $2 and withheld.clio_id = unseen.clio_id and withheld.job_id = $6)
       order by unseen.clio_id limit $5`,
      [firmId, entity, sweepStart, afterId, limit, except ?? null],
    );
    return rows.map(({ clioId }) => clioId);
  });
}

/** Ids that a sweep did not see. Parameters: $1 the firm, $2 the entity, $3 when the sweep began. */
export function unseenOf(entity: SyncEntityType): string {
  const { table, part = 'true' } = clioRecords[entity];
  return `select stored.clio_id from ${table} as stored
    left join sync_sighting as sighting
      on sighting.firm_id = $1 and sighting.entity = $2 and sighting.clio_id = stored.clio_id
    where stored.firm_id = $1 and stored.deleted_at is null and stored.requested_at < $3
      and (sighting.seen_at is null or sighting.seen_at < $3) and ${part}`;
}

/** How many records of an entity the copy shows. */
export async function countRows(pool: Pool, firmId: FirmId, entity: SyncEntityType): Promise<number> {
  const { table, part } = clioRecords[entity];
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<{ count: number }>(
      `select count(*)::int as count from ${table} where firm_id = $1 and deleted_at is null ${part ? `and ${part}` : ''}`,
      [firmId],
    );
    return rows[0]?.count ?? 0;
  });
}
