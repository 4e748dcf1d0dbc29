import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createChangeRecords } from '@smarterfirms/clio/change-records';
import { createClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createFarewellRecords } from '@smarterfirms/clio/farewell-records';
import { createFirmPlanRecords } from '@smarterfirms/clio/firm-plan-records';
import { createGapRecords } from '@smarterfirms/clio/gap-records';
import { createSyncErrorRecords } from '@smarterfirms/clio/sync-error-records';
import { createSyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { createUpkeepRecords } from '@smarterfirms/clio/upkeep-records';
import { createObjectClient } from '@smarterfirms/data/object-store';
import { createLog } from '@smarterfirms/platform/log';
import { createPool } from '@smarterfirms/platform/postgres';
import { startTracing } from '@smarterfirms/platform/start-tracing';
import type { Context } from 'aws-lambda';
import { compareGaps } from './compare-gaps.ts';
import { env } from './env.ts';
import { keepContents } from './keep-contents.ts';
import { raiseDeadLetters } from './raise-dead-letters.ts';
import { sweep } from './sweep.ts';
import { sweepTargets } from './sweep-targets.ts';

/** What is begun for a firm may take this long. */
const lastFirmMs = 10_000;

const log = createLog('schedule', env.LOG_LEVEL);
const tracing = await startTracing('schedule', log);
const dynamo = documentClient(new DynamoDBClient({}));
const clio = createPool(env.DATABASE_URL, { max: 1 });
const parts = {
  jobs: createSyncJobRecords(dynamo, env.SYNC_JOB_TABLE),
  errors: createSyncErrorRecords(dynamo, env.SYNC_ERROR_TABLE),
  plans: createFirmPlanRecords(dynamo, env.FIRM_PLAN_TABLE),
  connections: createClioConnectionRecords(dynamo, env.CLIO_CONNECTION_TABLE),
  sqs: new SQSClient({}),
  syncQueueUrl: env.SYNC_QUEUE_URL,
  targetsQueueUrl: env.TARGETS_QUEUE_URL,
  changes: createChangeRecords(clio),
  upkeep: createUpkeepRecords(clio),
  gaps: createGapRecords(clio),
  farewells: createFarewellRecords(clio),
  data: createPool(env.DATA_DATABASE_URL, { max: 4 }),
  documentsQueueUrl: env.DOCUMENTS_QUEUE_URL,
  s3: createObjectClient(env.AWS_ENDPOINT_URL_S3),
  bucket: env.DOCUMENTS_BUCKET,
  sns: new SNSClient({}),
  eventsTopicArn: env.EVENTS_TOPIC_ARN,
  log,
};

/**
 * Runs every minute. One part that fails does not keep the others from their work. A minute is no trace: what it begins for a
 * firm is one each.
 */
export async function handler(_event: unknown, context: Context): Promise<void> {
  const now = new Date();
  const deadline = new Date(now.getTime() + context.getRemainingTimeInMillis() - lastFirmMs);
  const attempt = (what: string, work: Promise<void>) =>
    work.catch((error: unknown) => {
      parts.log.error({ err: error }, `${what} failed; trying again a minute later`);
    });
  // First: what was given up is not sent again by the sweep.
  for (const deadLetterQueueUrl of [
    env.SYNC_DEAD_LETTER_QUEUE_URL,
    env.TARGETS_DEAD_LETTER_QUEUE_URL,
    env.DOCUMENTS_DEAD_LETTER_QUEUE_URL,
  ]) {
    await attempt('looking at a dead-letter queue', raiseDeadLetters(now, { ...parts, deadLetterQueueUrl }));
  }
  await attempt('asking for changes and webhooks that are due', sweepTargets(now, parts, deadline));
  await attempt('looking after the contents of documents', keepContents(parts));
  // Before the sweep, whose syncs would come first.
  await attempt('comparing what webhooks missed', compareGaps(now, parts, deadline));
  try {
    await sweep(now, parts, deadline);
  } finally {
    await tracing.flush();
  }
}
