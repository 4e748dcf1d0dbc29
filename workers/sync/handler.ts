import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { buildSyncParts } from './build-parts.ts';
import { env } from './env.ts';
import { handleMessage } from './handle-message.ts';

/** A page that is begun may take this long: Clio's answer, then the database. */
const lastPageMs = 12_000;

const parts = buildSyncParts(env);

/** The sync queue's function. Messages that failed are named, so that only they come again. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const deadline = new Date(Date.now() + context.getRemainingTimeInMillis() - lastPageMs);
  const failed = await Promise.all(
    event.Records.map(async ({ messageId, body }) => {
      try {
        await handleMessage(body, deadline, parts);
        return [];
      } catch (error) {
        parts.log.error({ err: error, messageId }, 'a message of the sync queue failed');
        return [{ itemIdentifier: messageId }];
      }
    }),
  );
  return { batchItemFailures: failed.flat() };
}
