import { FetchDocumentContent, parseMessage } from '@smarterfirms/platform/messages';
import { startTracing } from '@smarterfirms/platform/start-tracing';
import { inReceiveSpan } from '@smarterfirms/platform/traced-messages';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { buildDocumentParts } from './build-parts.ts';
import { env } from './env.ts';
import { fetchContent } from './fetch-content.ts';

/** What it takes to say that a transfer was broken off. */
const lastWordsMs = 10_000;

const parts = buildDocumentParts(env);
const tracing = await startTracing('documents', parts.log);

/** The function that brings over the content of documents. Messages that failed are named, so that only they come again. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const deadline = new Date(Date.now() + context.getRemainingTimeInMillis() - lastWordsMs);
  const failed = await Promise.all(
    event.Records.map(async (record) => {
      const { messageId, body } = record;
      try {
        await inReceiveSpan(record, () => fetchContent(parseMessage(FetchDocumentContent, body), deadline, parts));
        return [];
      } catch (error) {
        parts.log.error({ err: error, messageId }, 'a message of the documents queue failed');
        return [{ itemIdentifier: messageId }];
      }
    }),
  );
  // The process may be frozen between two invocations.
  await tracing.flush();
  return { batchItemFailures: failed.flat() };
}
