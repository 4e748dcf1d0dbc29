import { startTracing } from '@smarterfirms/platform/start-tracing';
import { inReceiveSpan } from '@smarterfirms/platform/traced-messages';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { buildSyncParts } from './build-parts.ts';
import { env } from './env.ts';
import { handleMessage } from './handle-message.ts';

/** A page that is begun may take this long: Clio's answer, then the database. */
const lastPageMs = 12_000;

const parts = buildSyncParts(env);
const tracing = await startTracing('sync', parts.log);

/** The sync queue's function. Messages that failed are named, so that only they come again. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const deadline = new Date(Date.now() + context.getRemainingTimeInMillis() - lastPageMs);
  const failed = await Promise.all(
    event.Records.map(async (record) => {
      const { messageId, body } = record;
      try {
        await inReceiveSpan(record, () => handleMessage(body, deadline, parts));
        return [];
      } catch (error) {
        parts.log.error({ err: error, messageId }, 'a message of the sync queue failed');
        return [{ itemIdentifier: messageId }];
      }
    }),
  );
  // The process may be frozen between two invocations.
  await tracing.flush();
  return { batchItemFailures: failed.flat() };
}
