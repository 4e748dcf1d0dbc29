import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import type { SyncParts } from './parts.ts';

/** A message is handled for at least so long, or what surrounds its pages would cost more than they do. */
const leastMs = 250;
/** Two pages of Clio's, about: long enough to be worth a message, short for those who wait. */
const defaultShareMs = 2_000;

/**
 * Keeps a firm with many records from keeping the workers to itself: while other messages wait, all messages of a firm
 * together get one share of time in turn, however many types it still walks. Where nothing waits, work goes on.
 *
 * @returns a question to be asked after each page: whether the message should go to the end of the queue.
 */
export function fairShare({
  shareMs = defaultShareMs,
  sqs,
  syncQueueUrl,
}: Pick<SyncParts, 'shareMs' | 'sqs' | 'syncQueueUrl'>) {
  let sinceMs = Date.now();
  return async (job: SyncJobRecord): Promise<boolean> => {
    const open = job.entities.filter(({ status }) => status === 'QUEUED' || status === 'RUNNING');
    if (Date.now() - sinceMs < Math.max(shareMs / Math.max(open.length, 1), leastMs)) return false;
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: syncQueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    sinceMs = Date.now();
    return Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0) > 0;
  };
}
