import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import type { Rejection } from '../clio/read-record.ts';
import { clioRecords } from '../clio/records.ts';
import type { Pass, Position } from './checkpoint.ts';
import { FenceLost } from './fence-lost.ts';
import { type CompleteWalk, markFresh } from './freshness.ts';
import { holdFence, moveCheckpoint } from './move-checkpoint.ts';
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
  /** The pass that asked for the page: WALK by default. */
  pass?: Pass;
  /** Where to go on, for a pass that does not end with its last page; by default the next page, or nowhere. */
  to?: Position | undefined;
  /** When the page was requested by Clio's clock; undefined where Clio did not say. */
  clioRequestedAt?: Date | undefined;
  /** What the walk leaves complete when this was its last page. */
  walk?: CompleteWalk;
  /** Whose view of Clio the walk copies. */
  seenAs?: string | undefined;
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
  const { pass = 'WALK', to = nextPage(page) } = page;
  return inFirm(pool, page.firmId, async (connection) => {
    await holdFence(connection, page);
    const { inserted, changed } = await upsertRows(connection, { ...page, kind, rows });
    const stored: StoredPage = {
      inserted,
      changed,
      unchanged: page.records.length - inserted - changed - unstored,
      rejected,
      done: to === undefined,
    };
    await moveCheckpoint(connection, page, {
      ...page,
      ...stored,
      clioRequestedAt: page.clioRequestedAt,
      pass,
      to,
      page: { records: page.records.length, total: page.total },
      rejected: rejected.length,
    });
    if (stored.done) await markFresh(connection, { walk: 'FULL', ...page });
    return stored;
  });
}

function nextPage({ pass = 'WALK', nextCursor }: Page): Position | undefined {
  if (nextCursor === null) return undefined;
  return { pass, cursor: nextCursor, resumeCursor: null, pendingIds: [], confirmedTo: null };
}

/**
 * What of a page cannot be stored. Known before it is stored, so that it can be written down first: after a crash in
 * between the page comes again and says the same.
 */
export function rejectionsOf(page: Pick<Page, 'entity' | 'records'>): Rejection[] {
  return readRecords(page.entity, page.records).rejected;
}
