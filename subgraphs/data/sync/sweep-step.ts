import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import type { Rejection } from '../clio/read-record.ts';
import { clioRecords } from '../clio/records.ts';
import type { Claim } from './checkpoint.ts';
import { type CompleteWalk, markFresh, noteWithheld, nothingWithheld } from './freshness.ts';
import { type DeletionWitness, deleteRows } from './mark-deleted.ts';
import { holdFence, type Move, moveCheckpoint } from './move-checkpoint.ts';
import { readRecords } from './read-records.ts';
import { upsertRows } from './upsert.ts';

/** How an entity ends whose ids and etags were compared. */
export type SweepEnd =
  /** Complete. With `seenAs`, nothing is absent any more: the next sweep's absences are judged against this viewer. */
  | { walk: CompleteWalk; seenAs?: string | undefined }
  /** Complete, but rows that Clio does not show are kept for the reason given. */
  | { walk: CompleteWalk; withheld: string }
  /** Nothing was compared: it is too early to. */
  | 'SKIPPED';

/** One answer of Clio in a sweep, and what follows from it. */
export interface SweepStep extends Omit<Move, 'inserted' | 'changed' | 'unchanged' | 'rejected' | 'deleted'> {
  /** Records that were fetched because they differed. */
  records?: readonly unknown[];
  /** Records of a page that are in the copy by the same etag. */
  same?: number;
  /** Records whose absence Clio has confirmed. */
  absentIds?: readonly string[];
  /** Who saw that they are gone. SWEEP by default. */
  absentBy?: DeletionWitness;
  /** How the entity ends where `to` is undefined. */
  end?: SweepEnd;
}

/**
 * Stores what a step of a sweep brought and moves the checkpoint, in one transaction, like a page of a walk.
 *
 * @returns what could not be stored, record by record.
 * @throws FenceLost
 */
export async function storeSweepStep(
  pool: Pool,
  claim: Claim,
  { records = [], absentIds = [], absentBy = 'SWEEP', same = 0, end, ...move }: SweepStep,
): Promise<{ rejected: Rejection[]; deleted: number }> {
  const { firmId, entity } = claim;
  const { rows, rejected, unstored } = readRecords(entity, records);
  return inFirm(pool, firmId, async (connection) => {
    await holdFence(connection, claim);
    const kind = clioRecords[entity];
    const { inserted, changed } = await upsertRows(connection, { firmId, kind, rows, requestedAt: move.requestedAt });
    const { deleted } = await deleteRows(connection, {
      firmId,
      entity,
      clioIds: absentIds,
      seenDeletedAt: move.requestedAt,
      by: absentBy,
    });
    const unchanged = same + records.length - inserted - changed - unstored;
    await moveCheckpoint(connection, claim, {
      ...move,
      inserted,
      changed,
      unchanged,
      rejected: rejected.length,
      deleted,
    });
    if (!move.to && end && end !== 'SKIPPED') {
      await markFresh(connection, { ...claim, walk: end.walk });
      if ('withheld' in end) await noteWithheld(connection, claim, end.withheld);
      else if (end.walk === 'RECONCILING') await nothingWithheld(connection, claim, end.seenAs);
    }
    return { rejected, deleted };
  });
}

/** Ends an entity of which more is absent than can be believed. Its rows stay. @throws FenceLost */
export async function refuseDeletion(pool: Pool, claim: Claim, reason: string): Promise<void> {
  await inFirm(pool, claim.firmId, async (connection) => {
    await holdFence(connection, claim);
    await connection.query(
      `update sync_checkpoint set state = 'FAILED', reason = $4, updated_at = now()
       where firm_id = $1 and job_id = $2 and entity = $3`,
      [claim.firmId, claim.jobId, claim.entity, reason],
    );
    await noteWithheld(connection, claim, reason);
  });
}
