import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { FenceLost } from './fence-lost.ts';

export { FenceLost };

/** QUEUED and RUNNING are open; the others are final. UNAVAILABLE: Clio does not let this connection read the entity. */
export type CheckpointState = 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'UNAVAILABLE' | 'FAILED' | 'CANCELLED';

/** How far one entity type of one job has come. Counts are of records, since the job began. */
export interface Checkpoint {
  entity: SyncEntityType;
  state: CheckpointState;
  fence: number;
  /** Clio's URL of the next page; null before the first page (ask for it by `clioResource`) and after the last. */
  cursor: string | null;
  pages: number;
  fetched: number;
  total: number | null;
  inserted: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** Requests made to Clio. */
  requests: number;
  /** Failed tries of the page at the cursor. */
  attempts: number;
  /** Why it is UNAVAILABLE or FAILED, or why the last try failed; fit for a person. */
  reason: string | null;
  updatedAt: Date;
}

/** What a worker holds while it walks an entity. */
export interface Claim {
  firmId: FirmId;
  jobId: string;
  entity: SyncEntityType;
  fence: number;
}

/** Opens a checkpoint per entity. Entities that the job has already are left as they are, so it can be repeated. */
export async function openJob(
  pool: Pool,
  firmId: FirmId,
  jobId: string,
  entities: readonly SyncEntityType[],
): Promise<void> {
  await inFirm(pool, firmId, (connection) =>
    connection.query(
      `insert into sync_checkpoint (firm_id, job_id, entity) select $1, $2, unnest($3::text[]) on conflict do nothing`,
      [firmId, jobId, entities],
    ),
  );
}

export type TakeOver =
  | { done: false; checkpoint: Checkpoint }
  /** Nothing to continue: the entity is final, or `undefined` where the job was never opened or the firm was erased. */
  | { done: true; checkpoint: Checkpoint | undefined };

/** Makes the caller the holder of an entity: from now on every page under an older fence is refused. */
export async function takeOver(pool: Pool, firmId: FirmId, jobId: string, entity: SyncEntityType): Promise<TakeOver> {
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<Checkpoint>(
      `update sync_checkpoint set fence = fence + 1, state = 'RUNNING', updated_at = now()
       where firm_id = $1 and job_id = $2 and entity = $3 and state in ('QUEUED', 'RUNNING')
       returning ${columns}`,
      [firmId, jobId, entity],
    );
    if (rows[0]) return { done: false, checkpoint: rows[0] };
    const final = await connection.query<Checkpoint>(
      `select ${columns} from sync_checkpoint where firm_id = $1 and job_id = $2 and entity = $3`,
      [firmId, jobId, entity],
    );
    return { done: true, checkpoint: final.rows[0] };
  });
}

/** Every checkpoint of a job; empty when it was never opened or the firm was erased. */
export async function readCheckpoints(pool: Pool, firmId: FirmId, jobId: string): Promise<Checkpoint[]> {
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<Checkpoint>(
      `select ${columns} from sync_checkpoint where firm_id = $1 and job_id = $2 order by entity`,
      [firmId, jobId],
    );
    return rows;
  });
}

/**
 * Counts a failed try of the page at the cursor. It is counted here because sending a message again resets the count of the queue.
 *
 * @param requests made to Clio by this try.
 * @returns the tries that have failed since the last stored page.
 * @throws FenceLost
 */
export async function recordAttempt(
  pool: Pool,
  claim: Claim,
  { requests, reason }: { requests: number; reason: string },
): Promise<{ attempts: number }> {
  const { attempts } = await update(pool, claim, 'attempts = attempts + 1, requests = requests + $5, reason = $6', [
    requests,
    reason,
  ]);
  return { attempts };
}

/** Counts requests that brought no page and are nobody's failure, such as one that Clio refused for its rate limit. @throws FenceLost */
export async function recordRequests(pool: Pool, claim: Claim, requests: number): Promise<void> {
  await update(pool, claim, 'requests = requests + $5', [requests]);
}

/** Ends an entity that Clio does not let this connection read. The others go on. @throws FenceLost */
export async function markUnavailable(pool: Pool, claim: Claim, reason: string): Promise<void> {
  await update(pool, claim, "state = 'UNAVAILABLE', reason = $5, cursor = null", [reason]);
}

/** Ends an entity after the last try. The cursor stays, so that it can be continued. @throws FenceLost */
export async function markFailed(pool: Pool, claim: Claim, reason: string): Promise<void> {
  await update(pool, claim, "state = 'FAILED', reason = $5", [reason]);
}

/** Ends every open entity of a job, whoever holds it: pages that are under way are refused. Can be repeated. */
export async function markCancelled(pool: Pool, firmId: FirmId, jobId: string): Promise<void> {
  await inFirm(pool, firmId, (connection) =>
    connection.query(
      `update sync_checkpoint set state = 'CANCELLED', fence = fence + 1, updated_at = now()
       where firm_id = $1 and job_id = $2 and state in ('QUEUED', 'RUNNING')`,
      [firmId, jobId],
    ),
  );
}

const columns = `entity, state, fence, cursor, pages, fetched, total, inserted, changed, unchanged, rejected, requests,
  attempts, reason, updated_at as "updatedAt"`;

async function update(
  pool: Pool,
  { firmId, jobId, entity, fence }: Claim,
  assignments: string,
  values: readonly (string | number)[],
): Promise<Checkpoint> {
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<Checkpoint>(
      `update sync_checkpoint set ${assignments}, updated_at = now()
       where firm_id = $1 and job_id = $2 and entity = $3 and fence = $4 and state = 'RUNNING'
       returning ${columns}`,
      [firmId, jobId, entity, fence, ...values],
    );
    if (!rows[0]) throw new FenceLost(jobId, entity, fence);
    return rows[0];
  });
}
