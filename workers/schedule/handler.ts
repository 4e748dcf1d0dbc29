import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createSyncErrorRecords } from '@smarterfirms/clio/sync-error-records';
import { createSyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { createLog } from '@smarterfirms/platform/log';
import { env } from './env.ts';
import { raiseDeadLetters } from './raise-dead-letters.ts';
import { sweep } from './sweep.ts';

const dynamo = documentClient(new DynamoDBClient({}));
const parts = {
  jobs: createSyncJobRecords(dynamo, env.SYNC_JOB_TABLE),
  errors: createSyncErrorRecords(dynamo, env.SYNC_ERROR_TABLE),
  connections: createClioConnectionRecords(dynamo, env.CLIO_CONNECTION_TABLE),
  sqs: new SQSClient({}),
  syncQueueUrl: env.SYNC_QUEUE_URL,
  deadLetterQueueUrl: env.SYNC_DEAD_LETTER_QUEUE_URL,
  sns: new SNSClient({}),
  eventsTopicArn: env.EVENTS_TOPIC_ARN,
  log: createLog('schedule', env.LOG_LEVEL),
};

/** Runs every minute. */
export async function handler(): Promise<void> {
  // First: what was given up is not sent again by the sweep.
  await raiseDeadLetters(parts).catch((error: unknown) => {
    parts.log.error({ err: error }, 'looking at the dead-letter queue failed; trying again a minute later');
  });
  await sweep(new Date(), parts);
}
