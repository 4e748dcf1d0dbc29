import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createCallSealCheck } from '@smarterfirms/platform/call-seal';
import type { Log } from '@smarterfirms/platform/log';
import { createPool } from '@smarterfirms/platform/postgres';
import { createServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import { type RunningServer, serveSubgraph } from '@smarterfirms/platform/subgraph-server';
import { addCallbackRoute } from './connection/callback-route.ts';
import { createClioAccountRecords } from './connection/clio-account-records.ts';
import { createClioConnectionRecords } from './connection/clio-connection-records.ts';
import { createEnvelope } from './connection/envelope.ts';
import { createOauthAttemptRecords } from './connection/oauth-attempt-records.ts';
import { createContext } from './context.ts';
import type { Database } from './database.ts';
import { documentClient } from './dynamo.ts';
import type { env } from './env.ts';
import type { ClioParts } from './parts.ts';
import { buildClioSubgraph } from './schema.ts';
import { createProgressReader } from './sync/progress-reader.ts';
import { createSyncErrorRecords } from './sync/sync-error-records.ts';
import { createSyncJobRecords } from './sync/sync-job-records.ts';
import { createWithheldDeletionRecords } from './sync/withheld-deletion-records.ts';
import { createChangeRecords } from './webhooks/change-records.ts';
import { createFarewellRecords } from './webhooks/farewell-records.ts';
import { createUpkeepRecords } from './webhooks/upkeep-records.ts';
import { createWebhookRecords } from './webhooks/webhook-records.ts';
import { addWebhookRoute } from './webhooks/webhook-route.ts';

/** What the service talks to; whoever opened them closes them, after the service has stopped. */
export interface ClioBackends {
  database: Database;
  dynamo: DynamoDBClient;
  sqs: SQSClient;
  sns: SNSClient;
  log: Log;
}

/** Clio waits for an answer for a short time only: rather a delivery that comes again than one that hangs. */
const webhookPoolLimits = { max: 5, statementTimeoutMs: 3_000 };

/** Builds the service's parts and listens. */
export async function startClio(
  settings: typeof env,
  { database, dynamo, sqs, sns, log }: ClioBackends,
): Promise<RunningServer> {
  const documents = documentClient(dynamo);
  const jobs = createSyncJobRecords(documents, settings.SYNC_JOB_TABLE);
  const connections = createClioConnectionRecords(documents, settings.CLIO_CONNECTION_TABLE);
  const progress = createProgressReader({ jobs, log });
  const webhookPool = createPool(settings.DATABASE_URL, webhookPoolLimits);
  const parts: ClioParts = {
    connections,
    webhooks: createWebhookRecords(webhookPool),
    upkeep: createUpkeepRecords(webhookPool),
    farewells: createFarewellRecords(webhookPool),
    attempts: createOauthAttemptRecords(database),
    accounts: createClioAccountRecords(database),
    jobs,
    errors: createSyncErrorRecords(documents, settings.SYNC_ERROR_TABLE),
    withheld: createWithheldDeletionRecords(documents, settings.WITHHELD_DELETION_TABLE),
    progress,
    envelope: createEnvelope(settings.TOKEN_KEY),
    application: {
      clientId: settings.CLIO_CLIENT_ID,
      clientSecret: settings.CLIO_CLIENT_SECRET,
      redirectUri: `${settings.WEB_ORIGIN}/clio/callback`,
    },
    hosts: settings.CLIO_HOSTS,
    webOrigin: settings.WEB_ORIGIN,
    sqs,
    syncQueueUrl: settings.SYNC_QUEUE_URL,
    deadLetterQueueUrl: settings.SYNC_DEAD_LETTER_QUEUE_URL,
    sns,
    targetsQueueUrl: settings.TARGETS_QUEUE_URL,
    eventsTopicArn: settings.EVENTS_TOPIC_ARN,
  };
  const changes = createChangeRecords(webhookPool);
  const server = await serveSubgraph({
    name: 'clio',
    subgraph: await buildClioSubgraph(),
    verifier: createServiceTokenVerifier('clio', settings.TRUST_KEYS),
    checkSeal: createCallSealCheck(settings.CALL_SEAL_SECRET),
    log,
    host: settings.HOST,
    port: settings.PORT,
    subscriptions: true,
    // What a job shows depends on its firm and on permissions, never on the person.
    positionOf: ({ principal }) =>
      principal?.kind === 'user' ? JSON.stringify([principal.firmId, principal.scopes]) : 'nobody',
    context: (request) => createContext(request, parts),
    routes: (app) => {
      addCallbackRoute(app, parts, log);
      addWebhookRoute(app, { ...parts, changes, log });
    },
    ready: () => Promise.all([database.$queryRaw`select 1`, connections.pending(1).next()]),
  });
  return {
    url: server.url,
    async stop() {
      progress.stop();
      await server.stop();
      await webhookPool.end();
    },
  };
}
