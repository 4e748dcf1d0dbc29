import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createSyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { createLog } from '@smarterfirms/platform/log';
import { env } from './env.ts';
import { sweep } from './sweep.ts';

const dynamo = documentClient(new DynamoDBClient({}));
const parts = {
  jobs: createSyncJobRecords(dynamo, env.SYNC_JOB_TABLE),
  connections: createClioConnectionRecords(dynamo, env.CLIO_CONNECTION_TABLE),
  sqs: new SQSClient({}),
  syncQueueUrl: env.SYNC_QUEUE_URL,
  sns: new SNSClient({}),
  eventsTopicArn: env.EVENTS_TOPIC_ARN,
  log: createLog('schedule', env.LOG_LEVEL),
};

/** Runs every minute. */
export async function handler(): Promise<void> {
  await sweep(new Date(), parts);
}
