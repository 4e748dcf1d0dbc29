import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { type Connection, inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { FenceLost } from './fence-lost.ts';
import { noteWithheld } from './freshness.ts';

export { FenceLost };

/** QUEUED and RUNNING are open; the others are final. UNAVAILABLE: Clio does not let this connection read the entity. */
export type CheckpointState = 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'UNAVAILABLE' | 'FAILED' | 'CANCELLED';

/**
 * What an entity is doing. RECENT: rows of the last 90 days. WALK: every row. CHANGED: rows changed since the last sync.
 * SWEEP: ids and etags of every row, and the rows that differ. CONFIRM: rows that the sweep did not show.
 */
export type Pass = 'RECENT' | 'WALK' | 'CHANGED' | 'SWEEP' | 'CONFIRM';

/** Where in its passes an entity is. */
export interface Position {
  pass: Pass;
  /** Clio's URL of the next page; null before the first page of a pass and after its last. */
  cursor: string | null;
  /** Where WALK goes on once RECENT is over. */
  resumeCursor: string | null;
  /** What a sweep found to differ and is still to be fetched. */
  pendingIds: readonly string[];
  /** The last absent id that was looked at; null before the first. */
  confirmedTo: string | null;
}

/** How far one entity type of one job has come. Counts are of records, since the job began. */
export interface Checkpoint extends Position {
  entity: SyncEntityType;
  state: CheckpointState;
  fence: number;
  /** From when on CHANGED asks for changes. */
  since: Date | null;
  pages: number;
  fetched: number;
  total: number | null;
  inserted: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** Records that are known to be gone from Clio. */
  deleted: number;
  /** Of the pass over recent rows, which `fetched` and `total` leave out. */
  recentFetched: number;
  recentTotal: number | null;
  /** Rows that RECENT wrote: WALK meets them again and finds them unchanged. */
  recentWritten: number;
  /** When the first page was requested; a sweep is named by it. */
  firstRequestedAt: Date | null;
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
       returning ${checkpointColumns}`,
      [firmId, jobId, entity],
    );
    if (rows[0]) return { done: false, checkpoint: rows[0] };
    const final = await connection.query<Checkpoint>(
      `select ${checkpointColumns} from sync_checkpoint where firm_id = $1 and job_id = $2 and entity = $3`,
      [firmId, jobId, entity],
    );
    return { done: true, checkpoint: final.rows[0] };
  });
}

/** Every checkpoint of a job; empty when it was never opened or the firm was erased. */
export async function readCheckpoints(pool: Pool, firmId: FirmId, jobId: string): Promise<Checkpoint[]> {
  return inFirm(pool, firmId, async (connection) => {
    const { rows } = await connection.query<Checkpoint>(
      `select ${checkpointColumns} from sync_checkpoint where firm_id = $1 and job_id = $2 order by entity`,
      [firmId, jobId],
    );
    return rows;
  });
}

/**
 * Counts a failed try of the page at the cursor. It is counted here because sending a message again resets the count of the
 * queue.
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

/**
 * Counts requests that brought no page and are nobody's failure, such as one that Clio refused for its rate limit. @throws
 * FenceLost
 */
export async function recordRequests(pool: Pool, claim: Claim, requests: number): Promise<void> {
  await update(pool, claim, 'requests = requests + $5', [requests]);
}

/**
 * Ends an entity that Clio does not let this connection read. The others go on. Rows of it that the copy has are kept: what
 * may not be seen is not gone.
 *
 * @throws FenceLost
 */
export async function markUnavailable(pool: Pool, claim: Claim, reason: string): Promise<void> {
  await inFirm(pool, claim.firmId, async (connection) => {
    await updateHeld(connection, claim, "state = 'UNAVAILABLE', reason = $5, cursor = null", [reason]);
    await noteWithheld(connection, claim, reason);
    // What a comparison has withheld before says nothing about a list that may not be read at all.
    await connection.query('delete from withheld_absence where firm_id = $1 and entity = $2', [
      claim.firmId,
      claim.entity,
    ]);
  });
}

/** Ends an entity after the last try. The cursor stays, so that it can be continued. @throws FenceLost */
export async function markFailed(pool: Pool, claim: Claim, reason: string): Promise<void> {
  await update(pool, claim, "state = 'FAILED', reason = $5", [reason]);
}

/**
 * Ends open entities of a job whose work was given up, whoever held it. The cursors stay, so that they can be continued. Can be
 * repeated.
 */
export async function markGivenUp(
  pool: Pool,
  {
    firmId,
    jobId,
    entities,
    reason,
  }: { firmId: FirmId; jobId: string; entities: readonly SyncEntityType[]; reason: string },
): Promise<void> {
  await inFirm(pool, firmId, (connection) =>
    connection.query(
      `update sync_checkpoint set state = 'FAILED', reason = $4, fence = fence + 1, updated_at = now()
       where firm_id = $1 and job_id = $2 and entity = any($3) and state in ('QUEUED', 'RUNNING')`,
      [firmId, jobId, entities, reason],
    ),
  );
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

const checkpointColumns = `entity, state, fence, pass, cursor, resume_cursor as "resumeCursor", pending_ids as "pendingIds",
  confirmed_to as "confirmedTo", since, pages, fetched, total, recent_fetched as "recentFetched",
  recent_total as "recentTotal", recent_written as "recentWritten", inserted, changed, unchanged, rejected, deleted, requests,
  attempts, reason, first_requested_at as "firstRequestedAt", updated_at as "updatedAt"`;

function update(
  pool: Pool,
  claim: Claim,
  assignments: string,
  values: readonly (string | number)[],
): Promise<Checkpoint> {
  return inFirm(pool, claim.firmId, (connection) => updateHeld(connection, claim, assignments, values));
}

/** Changes a checkpoint for its holder alone. Values begin at $5. @throws FenceLost */
async function updateHeld(
  connection: Connection,
  { firmId, jobId, entity, fence }: Claim,
  assignments: string,
  values: readonly (string | number)[],
): Promise<Checkpoint> {
  const { rows } = await connection.query<Checkpoint>(
    `update sync_checkpoint set ${assignments}, updated_at = now()
     where firm_id = $1 and job_id = $2 and entity = $3 and fence = $4 and state = 'RUNNING'
     returning ${checkpointColumns}`,
    [firmId, jobId, entity, fence, ...values],
  );
  if (!rows[0]) throw new FenceLost(jobId, entity, fence);
  return rows[0];
}
