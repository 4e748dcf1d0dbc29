import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createEnvelope } from '@smarterfirms/clio/envelope';
import { createOfferedFields } from '@smarterfirms/clio/offered-fields';
import { createRequestBudgets } from '@smarterfirms/clio/request-budget';
import { createRequestBudgetRecords } from '@smarterfirms/clio/request-budget-records';
import { createSyncErrorRecords } from '@smarterfirms/clio/sync-error-records';
import { createSyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { createTokenStore } from '@smarterfirms/clio/token-store';
import { createWithheldDeletionRecords } from '@smarterfirms/clio/withheld-deletion-records';
import { createObjectClient } from '@smarterfirms/data/object-store';
import { createLog } from '@smarterfirms/platform/log';
import { createPool } from '@smarterfirms/platform/postgres';
import type { env } from './env.ts';
import type { SyncParts } from './parts.ts';

/** A function's process handles one batch at a time; its records go in parallel. */
const connectionsMax = 4;

export function buildSyncParts(settings: typeof env): SyncParts {
  const dynamo = documentClient(new DynamoDBClient({}));
  const sns = new SNSClient({});
  const eventsTopicArn = settings.EVENTS_TOPIC_ARN;
  const connections = createClioConnectionRecords(dynamo, settings.CLIO_CONNECTION_TABLE);
  return {
    connections,
    jobs: createSyncJobRecords(dynamo, settings.SYNC_JOB_TABLE),
    errors: createSyncErrorRecords(dynamo, settings.SYNC_ERROR_TABLE),
    withheld: createWithheldDeletionRecords(dynamo, settings.WITHHELD_DELETION_TABLE),
    tokens: createTokenStore({
      connections,
      envelope: createEnvelope(settings.TOKEN_KEY),
      hosts: settings.CLIO_HOSTS,
      application: {
        clientId: settings.CLIO_CLIENT_ID,
        clientSecret: settings.CLIO_CLIENT_SECRET,
        redirectUri: `${settings.WEB_ORIGIN}/clio/callback`,
      },
      sns,
      eventsTopicArn,
    }),
    budgets: createRequestBudgets(createRequestBudgetRecords(dynamo, settings.CLIO_CONNECTION_TABLE)),
    offered: createOfferedFields(),
    data: createPool(settings.DATA_DATABASE_URL, { max: connectionsMax }),
    sqs: new SQSClient({}),
    syncQueueUrl: settings.SYNC_QUEUE_URL,
    s3: createObjectClient(settings.AWS_ENDPOINT_URL_S3),
    bucket: settings.DOCUMENTS_BUCKET,
    sns,
    eventsTopicArn,
    log: createLog('sync', settings.LOG_LEVEL),
  };
}
