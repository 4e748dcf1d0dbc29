import { SyncPage, sendMessage } from '@smarterfirms/platform/messages';
import type { SyncParts } from './parts.ts';

/** Passes an entity on to the next message. */
export async function resend(
  message: SyncPage,
  delaySeconds: number,
  { sqs, syncQueueUrl }: Pick<SyncParts, 'sqs' | 'syncQueueUrl'>,
): Promise<void> {
  await sendMessage(sqs, syncQueueUrl, SyncPage, message, { delaySeconds, continues: true });
}
