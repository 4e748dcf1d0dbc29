import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createChangeRecords } from '@smarterfirms/clio/change-records';
import { createClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createEnvelope } from '@smarterfirms/clio/envelope';
import { createFarewellRecords } from '@smarterfirms/clio/farewell-records';
import { createGapRecords } from '@smarterfirms/clio/gap-records';
import { createOfferedFields } from '@smarterfirms/clio/offered-fields';
import { createRequestBudgets } from '@smarterfirms/clio/request-budget';
import { createRequestBudgetRecords } from '@smarterfirms/clio/request-budget-records';
import { createSyncErrorRecords } from '@smarterfirms/clio/sync-error-records';
import { createSyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { createTokenStore } from '@smarterfirms/clio/token-store';
import { createUpkeepRecords } from '@smarterfirms/clio/upkeep-records';
import { createWebhookRecords } from '@smarterfirms/clio/webhook-records';
import { createLog } from '@smarterfirms/platform/log';
import { createPool } from '@smarterfirms/platform/postgres';
import type { env } from './env.ts';
import type { TargetParts } from './parts.ts';

/** A process of the function handles one message at a time. */
const connectionsMax = 2;

export function buildTargetParts(settings: typeof env): TargetParts {
  const dynamo = documentClient(new DynamoDBClient({}));
  const sns = new SNSClient({});
  const eventsTopicArn = settings.EVENTS_TOPIC_ARN;
  const connections = createClioConnectionRecords(dynamo, settings.CLIO_CONNECTION_TABLE);
  const envelope = createEnvelope(settings.TOKEN_KEY);
  const clio = createPool(settings.DATABASE_URL, { max: connectionsMax });
  return {
    connections,
    jobs: createSyncJobRecords(dynamo, settings.SYNC_JOB_TABLE),
    errors: createSyncErrorRecords(dynamo, settings.SYNC_ERROR_TABLE),
    webhooks: createWebhookRecords(clio),
    changes: createChangeRecords(clio),
    upkeep: createUpkeepRecords(clio),
    gaps: createGapRecords(clio),
    farewells: createFarewellRecords(clio),
    envelope,
    hosts: settings.CLIO_HOSTS,
    tokens: createTokenStore({
      connections,
      envelope,
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
    targetsQueueUrl: settings.TARGETS_QUEUE_URL,
    webhookOrigin: settings.WEBHOOK_ORIGIN,
    sns,
    eventsTopicArn,
    log: createLog('targets', settings.LOG_LEVEL),
  };
}
