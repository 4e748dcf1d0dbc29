import { startTracing } from '@smarterfirms/platform/start-tracing';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { buildNotifyParts } from './build-parts.ts';
import { env } from './env.ts';
import { handleRecords } from './handle-records.ts';

/** A record that is begun may take this long: a mail server that does not answer, then the database. */
const lastRecordMs = 12_000;

const parts = buildNotifyParts(env);
const tracing = await startTracing('notify', parts.log);

/** The notify queue's function. Records that failed are named, so that only they come again. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const deadline = new Date(Date.now() + context.getRemainingTimeInMillis() - lastRecordMs);
  const failed = await handleRecords(event.Records, deadline, parts);
  // The process may be frozen between two invocations.
  await tracing.flush();
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
