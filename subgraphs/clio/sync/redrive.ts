import type { FirmId } from '@smarterfirms/platform/ids';
import { SyncPage, sendMessage } from '@smarterfirms/platform/messages';
import { type DeadLetterParts, eachDeadLetter, noteDeadLetter } from './dead-letters.ts';
import type { SyncJobRecords } from './sync-job-records.ts';

export interface RedriveParts extends DeadLetterParts {
  syncQueueUrl: string;
  jobs: Pick<SyncJobRecords, 'find' | 'advance'>;
}

/**
 * Sends a firm's messages of the dead-letter queue to the sync queue again, whatever made them fail being mended by now.
 *
 * Each is sent before it is deleted: dying in between sends it twice, which the fence of the entity makes harmless. Letters of
 * other firms, and those that cannot be read, stay where they are.
 *
 * @returns how many were sent.
 */
export async function redrive(firmId: FirmId, parts: RedriveParts): Promise<number> {
  let sent = 0;
  await eachDeadLetter(parts, async ({ page }) => {
    if (page?.firmId !== firmId) return false;
    await noteDeadLetter(page, false, parts.jobs);
    await sendMessage(parts.sqs, parts.syncQueueUrl, SyncPage, page);
    sent++;
    return true;
  });
  return sent;
}
