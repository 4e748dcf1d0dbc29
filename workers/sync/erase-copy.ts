import { publishPending } from '@smarterfirms/clio/publish-pending';
import { eraseFirm } from '@smarterfirms/data/erase-firm';
import { asId } from '@smarterfirms/platform/ids';
import { EraseFirm, sendMessage } from '@smarterfirms/platform/messages';
import type { SyncParts } from './parts.ts';

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
  if (!done) {
    await sendMessage(sqs, syncQueueUrl, EraseFirm, message, { groupId: firmId, continues: true });
    return;
  }
  await withheld.removeAll(firmId);
  await connections.erased(firmId, message.erasing);
  await publishPending(firmId, parts);
}
