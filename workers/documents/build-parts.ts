import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createEnvelope } from '@smarterfirms/clio/envelope';
import { createOfferedFields } from '@smarterfirms/clio/offered-fields';
import { createRequestBudgets } from '@smarterfirms/clio/request-budget';
import { createRequestBudgetRecords } from '@smarterfirms/clio/request-budget-records';
import { createTokenStore } from '@smarterfirms/clio/token-store';
import { createObjectClient } from '@smarterfirms/data/object-store';
import { createLog } from '@smarterfirms/platform/log';
import { createPool } from '@smarterfirms/platform/postgres';
import type { env } from './env.ts';
import type { DocumentParts } from './parts.ts';

/** A process of the function handles one message at a time; its lease is kept beside. */
const connectionsMax = 2;

export function buildDocumentParts(settings: typeof env): DocumentParts {
  const dynamo = documentClient(new DynamoDBClient({}));
  const connections = createClioConnectionRecords(dynamo, settings.CLIO_CONNECTION_TABLE);
  return {
    tokens: createTokenStore({
      connections,
      envelope: createEnvelope(settings.TOKEN_KEY),
      hosts: settings.CLIO_HOSTS,
      application: {
        clientId: settings.CLIO_CLIENT_ID,
        clientSecret: settings.CLIO_CLIENT_SECRET,
        redirectUri: `${settings.WEB_ORIGIN}/clio/callback`,
      },
      sns: new SNSClient({}),
      eventsTopicArn: settings.EVENTS_TOPIC_ARN,
    }),
    budgets: createRequestBudgets(createRequestBudgetRecords(dynamo, settings.CLIO_CONNECTION_TABLE)),
    offered: createOfferedFields(),
    data: createPool(settings.DATA_DATABASE_URL, { max: connectionsMax }),
    sqs: new SQSClient({}),
    documentsQueueUrl: settings.DOCUMENTS_QUEUE_URL,
    s3: createObjectClient(settings.AWS_ENDPOINT_URL_S3),
    bucket: settings.DOCUMENTS_BUCKET,
    log: createLog('documents', settings.LOG_LEVEL),
  };
}
