import { startTracing } from '@smarterfirms/platform/start-tracing';
import { inReceiveSpan } from '@smarterfirms/platform/traced-messages';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { buildTargetParts } from './build-parts.ts';
import { env } from './env.ts';
import { handleMessage } from './handle-message.ts';

/** A batch of records that is begun may take this long: Clio's answer, then the database. */
const lastBatchMs = 12_000;

const parts = buildTargetParts(env);
const tracing = await startTracing('targets', parts.log);

/**
 * The function of the queue that a full sync does not wait in. Messages that failed are named, so that only they come again.
 */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const deadline = new Date(Date.now() + context.getRemainingTimeInMillis() - lastBatchMs);
  const failed = await Promise.all(
    event.Records.map(async (record) => {
      const { messageId, body } = record;
      try {
        await inReceiveSpan(record, () => handleMessage(body, deadline, parts));
        return [];
      } catch (error) {
        parts.log.error({ err: error, messageId }, 'a message of the targets queue failed');
        return [{ itemIdentifier: messageId }];
      }
    }),
  );
  // The process may be frozen between two invocations.
  await tracing.flush();
  return { batchItemFailures: failed.flat() };
}
