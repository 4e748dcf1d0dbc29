import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { type Connection, inFirm, type Pool } from '@smarterfirms/platform/postgres';
import type { Rejection } from '../clio/read-record.ts';
import { clioRecords } from '../clio/records.ts';
import { FenceLost } from './fence-lost.ts';
import { type CompleteWalk, markFresh } from './freshness.ts';
import { readRecords } from './read-records.ts';
import { upsertRows } from './upsert.ts';

export { FenceLost, type Rejection };

export interface Page {
  firmId: FirmId;
  jobId: string;
  entity: SyncEntityType;
  /** The number that `takeOver` gave. */
  fence: number;
  /** When the page was requested, not when it arrived: a change in between belongs to the next page that shows it. */
  requestedAt: Date;
  /** `data` of Clio's answer, unchanged. */
  records: readonly unknown[];
  /** `meta.paging.next`; null when this was the last page. */
  nextCursor: string | null;
  /** `meta.records`, where Clio tells it. */
  total: number | null;
  /** Requests to Clio that getting this page took, repeated ones included. */
  requests: number;
  /** What the walk leaves complete when this was its last page. */
  walk?: CompleteWalk;
}

export interface StoredPage {
  inserted: number;
  changed: number;
  /** Records that are in the copy as they were, by this version or a newer one; repeated ones included. */
  unchanged: number;
  /** What could not be stored, record by record; a record with an id is stored all the same, without the odd fields. */
  rejected: Rejection[];
  /** Whether this was the entity's last page. */
  done: boolean;
}

/**
 * Stores a page of Clio's records and moves the checkpoint, in one transaction: after a crash either both are there or
 * neither. Call it once per page; after any error take over again before going on.
 *
 * @throws FenceLost when the fence is not the current one, or the entity is no longer running.
 */
export async function storePage(pool: Pool, page: Page): Promise<StoredPage> {
  const kind = clioRecords[page.entity];
  const { rows, rejected, unstored } = readRecords(page.entity, page.records);
  return inFirm(pool, page.firmId, async (connection) => {
    await holdFence(connection, page);
    const { inserted, changed } = await upsertRows(connection, { ...page, kind, rows });
    const stored: StoredPage = {
      inserted,
      changed,
      unchanged: page.records.length - inserted - changed - unstored,
      rejected,
      done: page.nextCursor === null,
    };
    await moveCheckpoint(connection, page, stored);
    if (stored.done) await markFresh(connection, { walk: 'FULL', ...page });
    return stored;
  });
}

/**
 * What of a page cannot be stored. Known before it is stored, so that it can be written down first: after a crash in
 * between the page comes again and says the same.
 */
export function rejectionsOf(page: Pick<Page, 'entity' | 'records'>): Rejection[] {
  return readRecords(page.entity, page.records).rejected;
}

/** The lock makes a newer holder wait for this page, and this page fail if the newer holder was first. */
async function holdFence(connection: Connection, { firmId, jobId, entity, fence }: Page): Promise<void> {
  const { rowCount } = await connection.query(
    `select from sync_checkpoint
     where firm_id = $1 and job_id = $2 and entity = $3 and fence = $4 and state = 'RUNNING'
     for no key update`,
    [firmId, jobId, entity, fence],
  );
  if (rowCount === 0) throw new FenceLost(jobId, entity, fence);
}

async function moveCheckpoint(connection: Connection, page: Page, stored: StoredPage): Promise<void> {
  await connection.query(
    `update sync_checkpoint
     set cursor = $4, pages = pages + 1, fetched = fetched + $5, total = coalesce($6, total),
         inserted = inserted + $7, changed = changed + $8, unchanged = unchanged + $9, rejected = rejected + $10,
         requests = requests + $11, attempts = 0, reason = null,
         first_requested_at = coalesce(first_requested_at, $12),
         state = case when $13 then 'COMPLETED' else state end, updated_at = now()
     where firm_id = $1 and job_id = $2 and entity = $3`,
    [
      page.firmId,
      page.jobId,
      page.entity,
      page.nextCursor,
      page.records.length,
      page.total,
      stored.inserted,
      stored.changed,
      stored.unchanged,
      stored.rejected.length,
      page.requests,
      page.requestedAt,
      stored.done,
    ],
  );
}
