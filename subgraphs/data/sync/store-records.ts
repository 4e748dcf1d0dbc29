import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { inFirm, type Pool } from '@smarterfirms/platform/postgres';
import type { Rejection } from '../clio/read-record.ts';
import { clioRecords } from '../clio/records.ts';
import { CopyErased, holdCopy } from './copy-erased.ts';
import { readRecords } from './read-records.ts';
import { upsertRows } from './upsert.ts';

export { CopyErased };

export interface StoredRecords {
  inserted: number;
  changed: number;
  /** Records that are in the copy as they were, by this version or a newer one; repeated ones included. */
  unchanged: number;
  rejected: Rejection[];
}

/**
 * Stores records that were asked for by their ids, outside of any walk: no checkpoint moves. The same rules hold as for a
 * page, so it can run beside one and can be repeated.
 *
 * @param requestedAt when they were asked for, not when the answer came.
 * @throws CopyErased when the firm has no copy that they could be added to.
 */
export async function storeRecords(
  pool: Pool,
  {
    firmId,
    entity,
    records,
    requestedAt,
  }: { firmId: FirmId; entity: SyncEntityType; records: readonly unknown[]; requestedAt: Date },
): Promise<StoredRecords> {
  const { rows, rejected, unstored } = readRecords(entity, records);
  return inFirm(pool, firmId, async (connection) => {
    await holdCopy(connection, firmId);
    const { inserted, changed } = await upsertRows(connection, {
      firmId,
      kind: clioRecords[entity],
      rows,
      requestedAt,
    });
    return { inserted, changed, unchanged: records.length - inserted - changed - unstored, rejected };
  });
}
