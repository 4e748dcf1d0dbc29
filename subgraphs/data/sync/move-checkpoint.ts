import type { Connection } from '@smarterfirms/platform/postgres';
import type { Claim, Pass, Position } from './checkpoint.ts';
import { FenceLost } from './fence-lost.ts';

/** What one answer of Clio adds to a checkpoint, and where the entity stands after it. */
export interface Move {
  /** The pass that asked. */
  pass: Pass;
  /** Where to go on; undefined when the entity is done. */
  to: Position | undefined;
  /** When the answer was requested, on our clock and on Clio's. */
  requestedAt: Date;
  clioRequestedAt: Date | undefined;
  /** Requests to Clio that getting this answer took, repeated ones included. */
  requests: number;
  /** Records of a page; undefined where the answer was not a page of a walk. */
  page?: { records: number; total: number | null };
  inserted?: number;
  changed?: number;
  unchanged?: number;
  rejected?: number;
  deleted?: number;
}

/** The lock makes a newer holder wait for this page, and this page fail if the newer holder was first. @throws FenceLost */
export async function holdFence(connection: Connection, { firmId, jobId, entity, fence }: Claim): Promise<void> {
  const { rowCount } = await connection.query(
    `select from sync_checkpoint
     where firm_id = $1 and job_id = $2 and entity = $3 and fence = $4 and state = 'RUNNING'
     for no key update`,
    [firmId, jobId, entity, fence],
  );
  if (rowCount === 0) throw new FenceLost(jobId, entity, fence);
}

/** Moves a checkpoint whose fence is held. Rows of RECENT do not count as fetched: WALK meets them all again. */
export async function moveCheckpoint(
  connection: Connection,
  { firmId, jobId, entity }: Claim,
  move: Move,
): Promise<void> {
  const { page, to } = move;
  const recent = move.pass === 'RECENT';
  const written = (move.inserted ?? 0) + (move.changed ?? 0);
  const added: Record<string, number> = {
    pages: page ? 1 : 0,
    fetched: recent ? 0 : (page?.records ?? 0),
    recent_fetched: recent ? (page?.records ?? 0) : 0,
    recent_written: recent ? written : 0,
    inserted: move.inserted ?? 0,
    changed: move.changed ?? 0,
    unchanged: recent ? 0 : (move.unchanged ?? 0),
    rejected: recent ? 0 : (move.rejected ?? 0),
    deleted: move.deleted ?? 0,
    requests: move.requests,
  };
  const names = Object.keys(added);
  const first = 14;
  await connection.query(
    `update sync_checkpoint
     set ${names.map((name, index) => `${name} = ${name} + $${first + index}`).join(', ')},
         total = coalesce($4, total), recent_total = coalesce($5, recent_total),
         first_requested_at = coalesce(first_requested_at, $6), clio_requested_at = coalesce(clio_requested_at, $7),
         state = case when $8 then 'COMPLETED' else state end,
         pass = coalesce($9, pass), cursor = $10, resume_cursor = $11, pending_ids = $12, confirmed_to = $13,
         attempts = 0, reason = null, updated_at = now()
     where firm_id = $1 and job_id = $2 and entity = $3`,
    [
      firmId,
      jobId,
      entity,
      recent ? null : (page?.total ?? null),
      recent ? (page?.total ?? null) : null,
      move.requestedAt,
      move.clioRequestedAt ?? null,
      to === undefined,
      to?.pass ?? null,
      to?.cursor ?? null,
      to?.resumeCursor ?? null,
      to?.pendingIds ?? [],
      to?.confirmedTo ?? null,
      ...names.map((name) => added[name]),
    ],
  );
}
