import { SQSClient } from '@aws-sdk/client-sqs';
import { SyncPage, sendMessage, syncEntityTypes } from '@smarterfirms/platform/messages';
import type { SyncJobState } from './owner.ts';
import type { RunningStack } from './running-stack.ts';

/** Sends the message of every entity of a job once more, as a queue that delivers twice would. */
export async function sendEverySyncMessageAgain(
  stack: RunningStack,
  firmId: string,
  { id }: SyncJobState,
): Promise<void> {
  const sqs = new SQSClient({ endpoint: stack.urls.queues, ...stack.aws });
  const queueUrl = `${stack.urls.queues}/000000000000/sync-pages`;
  try {
    for (const entity of syncEntityTypes) await sendMessage(sqs, queueUrl, SyncPage, { jobId: id, firmId, entity });
  } finally {
    sqs.destroy();
  }
}
