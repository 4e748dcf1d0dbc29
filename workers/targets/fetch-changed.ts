import type { PendingChange } from '@smarterfirms/clio/change-records';
import type { ClioPage } from '@smarterfirms/clio/clio-page';
import { markDeleted } from '@smarterfirms/data/mark-deleted';
import { storeRecords } from '@smarterfirms/data/store-records';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { recordsAddress } from '../sync/page-address.ts';
import { askForPage } from './ask-clio.ts';
import type { TargetParts } from './parts.ts';
import type { Tally } from './tally.ts';

/**
 * Reads records anew that Clio said have changed, and stores them.
 *
 * A webhook is a hint: what is stored is what Clio shows now. A record counts as deleted where a webhook said so and Clio
 * does not show it either. One that is merely not shown may have become invisible to the person who connected: it stays,
 * and the next reconciling sync decides.
 */
export async function fetchChanged(
  firmId: FirmId,
  entity: SyncEntityType,
  batch: readonly PendingChange[],
  tally: Tally,
  parts: TargetParts,
): Promise<void> {
  const requestedAt = new Date();
  const shown = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await fetchPage(firmId, entity, cursor ?? batch.map(({ clioId }) => clioId), tally, parts);
    const stored = await storeRecords(parts.data, { firmId, entity, records: page.rows, requestedAt });
    tally.stored(entity, page.rows.length, stored);
    for (const { id } of page.rows) shown.add(String(id));
    cursor = page.next;
  } while (cursor);

  const gone = batch.filter(({ clioId, deleted }) => deleted && !shown.has(clioId)).map(({ clioId }) => clioId);
  if (gone.length === 0) return;
  const { deleted } = await markDeleted(parts.data, {
    firmId,
    entity,
    clioIds: gone,
    seenDeletedAt: requestedAt,
    by: 'WEBHOOK',
  });
  tally.deleted(entity, deleted);
}

function fetchPage(
  firmId: FirmId,
  entity: SyncEntityType,
  from: string | readonly string[],
  tally: Tally,
  parts: TargetParts,
): Promise<ClioPage> {
  const address = (base: string) => (typeof from === 'string' ? from : recordsAddress(base, entity, from));
  return askForPage(firmId, address, parts, { onRequest: () => tally.requested() });
}
