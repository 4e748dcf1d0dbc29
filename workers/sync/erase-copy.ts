import { publishPending } from '@smarterfirms/clio/publish-pending';
import { contentsToRemoveOf, hasContents } from '@smarterfirms/data/document-content';
import { eraseFirm } from '@smarterfirms/data/erase-firm';
import { asId, type FirmId } from '@smarterfirms/platform/ids';
import { EraseFirm, sendMessage } from '@smarterfirms/platform/messages';
import { contentsPerRemoval, removeContents } from '../documents/remove-contents.ts';
import type { SyncParts } from './parts.ts';

/** Until it is looked again for a content that was still being written: its worker notices within ten seconds. */
const writtenSeconds = 10;

/**
 * Erases a firm's copy, one batch after another until the deadline, then passes on to the next message.
 *
 * An order that is no longer the connection's own is dropped: it was carried out, or replaced by a newer one.
 */
export async function eraseCopy(message: EraseFirm, deadline: Date, parts: SyncParts): Promise<void> {
  const { connections, withheld, data, sqs, syncQueueUrl, log } = parts;
  const firmId = asId('firm', message.firmId);
  const connection = await connections.find(firmId);
  if (connection?.erasing !== message.erasing) return;
  const { deleted, done } = await eraseFirm(data, firmId, { deadline });
  log.info({ firmId, deleted, done }, 'erased a part of a copy');
  const left = !done || (await eraseContents(firmId, parts));
  if (left) {
    const delaySeconds = done ? writtenSeconds : 0;
    await sendMessage(sqs, syncQueueUrl, EraseFirm, message, { continues: true, delaySeconds });
    return;
  }
  await withheld.removeAll(firmId);
  await connections.erased(firmId, message.erasing);
  await publishPending(firmId, parts);
}

/** The rows of the documents are gone, so their contents are released. @returns whether any is left. */
async function eraseContents(firmId: FirmId, parts: SyncParts): Promise<boolean> {
  await removeContents(await contentsToRemoveOf(parts.data, firmId, contentsPerRemoval), parts);
  return hasContents(parts.data, firmId);
}
