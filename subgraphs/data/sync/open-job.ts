import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { type Connection, inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { clioRecords } from '../clio/records.ts';
import type { CompleteWalk } from './freshness.ts';

/** What comes twice is cheap and what is missed is not: changes are asked for from so long before the watermark on. */
const overlap = '5 minutes';
/** So long before its last sync a firm's finished checkpoints are kept. */
const keptFor = '7 days';

/**
 * Opens a checkpoint per entity, with its first pass: RECONCILING sweeps, INCREMENTAL asks for changes since the watermark
 * or sweeps where Clio cannot be asked. What was never complete is walked whole. Entities that the job has already are left
 * as they are, so it can be repeated.
 *
 * What was never complete is gone on with where an earlier walk of it ended because Clio was away or somebody stopped it, so a
 * long first walk does not begin anew after each outage; a full job begins anew.
 *
 * @param continues a job whose entities that were not finished are gone on with: from their next page, with what they had
 *   fetched. What the earlier job wrote is not counted again.
 */
export async function openJob(
  pool: Pool,
  firmId: FirmId,
  jobId: string,
  entities: readonly SyncEntityType[],
  kind: CompleteWalk = 'FULL',
  continues?: string,
): Promise<void> {
  const askable = entities.filter((entity) => clioRecords[entity].updatedSince !== false);
  await inFirm(pool, firmId, async (connection) => {
    if (continues) await copyUnfinished(connection, { firmId, jobId, continues, entities });
    else if (kind !== 'FULL') await copyInterrupted(connection, { firmId, jobId, entities });
    await connection.query(
      `insert into sync_checkpoint (firm_id, job_id, entity, pass, since)
       select $1, $2, wanted.entity,
         case when $4 = 'FULL' or known.watermark is null then 'WALK'
              when $4 = 'RECONCILING' or wanted.entity <> all($5::text[]) then 'SWEEP'
              else 'CHANGED' end,
         known.watermark - $6::interval
       from unnest($3::text[]) as wanted (entity)
       left join entity_freshness as known on known.firm_id = $1 and known.entity = wanted.entity
       on conflict do nothing`,
      [firmId, jobId, entities, kind, askable, overlap],
    );
    await forgetOld(connection, { firmId, jobId });
  });
}

/** Where an entity stands, without what was written on the way there. */
const carried = `firm_id, entity, pass, cursor, resume_cursor, pending_ids, confirmed_to, since, pages, fetched, total,
  recent_fetched, recent_total, recent_written, first_requested_at, clio_requested_at`;

async function copyUnfinished(
  connection: Connection,
  {
    firmId,
    jobId,
    continues,
    entities,
  }: { firmId: FirmId; jobId: string; continues: string; entities: readonly SyncEntityType[] },
): Promise<void> {
  await connection.query(
    `insert into sync_checkpoint (job_id, ${carried})
     select $2, ${carried} from sync_checkpoint
     where firm_id = $1 and job_id = $3 and entity = any($4) and state in ('FAILED', 'CANCELLED')
     on conflict do nothing`,
    [firmId, jobId, continues, entities],
  );
}

/** What failed with a try that was counted was away; a link that Clio has refused is not followed again. */
async function copyInterrupted(
  connection: Connection,
  { firmId, jobId, entities }: { firmId: FirmId; jobId: string; entities: readonly SyncEntityType[] },
): Promise<void> {
  await connection.query(
    `insert into sync_checkpoint (job_id, ${carried})
     select $2, ${carried} from (
       select distinct on (entity) * from sync_checkpoint
       where firm_id = $1 and job_id <> $2 and entity = any($3)
         and entity not in (select known.entity from entity_freshness as known where known.firm_id = $1)
       order by entity, updated_at desc
     ) as latest
     where pages > 0 and pass in ('WALK', 'RECENT') and (state = 'CANCELLED' or (state = 'FAILED' and attempts > 0))
     on conflict do nothing`,
    [firmId, jobId, entities],
  );
}

/**
 * Every dashboard asks the checkpoints of its firm, so those that nobody will go on from do not pile up. What the firm's last
 * syncs left stays however old it is: it says that there is a copy.
 */
async function forgetOld(connection: Connection, { firmId, jobId }: { firmId: FirmId; jobId: string }): Promise<void> {
  await connection.query(
    `delete from sync_checkpoint
     where firm_id = $1 and job_id <> $2 and state not in ('QUEUED', 'RUNNING')
       and updated_at < (select max(updated_at) from sync_checkpoint where firm_id = $1 and job_id <> $2) - $3::interval`,
    [firmId, jobId, keptFor],
  );
}
