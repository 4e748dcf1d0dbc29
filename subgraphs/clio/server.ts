import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createLog } from '@smarterfirms/platform/log';
import { stopOnSignal } from '@smarterfirms/platform/run';
import { createServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import { serveSubgraph } from '@smarterfirms/platform/subgraph-server';
import { addCallbackRoute } from './connection/callback-route.ts';
import { createClioAccountRecords } from './connection/clio-account-records.ts';
import { createClioConnectionRecords } from './connection/clio-connection-records.ts';
import { createEnvelope } from './connection/envelope.ts';
import { createOauthAttemptRecords } from './connection/oauth-attempt-records.ts';
import { createContext } from './context.ts';
import { openDatabase } from './database.ts';
import { documentClient } from './dynamo.ts';
import { env } from './env.ts';
import type { ClioParts } from './parts.ts';
import { buildClioSubgraph } from './schema.ts';
import { createProgressReader } from './sync/progress-reader.ts';
import { createSyncJobRecords } from './sync/sync-job-records.ts';
import { addWebhookRoute } from './webhooks/webhook-route.ts';

const log = createLog('clio', env.LOG_LEVEL);
const database = openDatabase(env.DATABASE_URL);
const dynamo = documentClient(new DynamoDBClient({}));
const sqs = new SQSClient({});
const sns = new SNSClient({});
const jobs = createSyncJobRecords(dynamo, env.SYNC_JOB_TABLE);
const connections = createClioConnectionRecords(dynamo, env.CLIO_CONNECTION_TABLE);
const progress = createProgressReader({ jobs, log });

const parts: ClioParts = {
  connections,
  attempts: createOauthAttemptRecords(database),
  accounts: createClioAccountRecords(database),
  jobs,
  progress,
  envelope: createEnvelope(env.TOKEN_KEY),
  application: {
    clientId: env.CLIO_CLIENT_ID,
    clientSecret: env.CLIO_CLIENT_SECRET,
    redirectUri: `${env.WEB_ORIGIN}/clio/callback`,
  },
  hosts: env.CLIO_HOSTS,
  webOrigin: env.WEB_ORIGIN,
  sqs,
  syncQueueUrl: env.SYNC_QUEUE_URL,
  sns,
  eventsTopicArn: env.EVENTS_TOPIC_ARN,
};

const server = await serveSubgraph({
  name: 'clio',
  subgraph: await buildClioSubgraph(),
  verifier: createServiceTokenVerifier('clio', env.TRUST_KEYS),
  log,
  host: env.HOST,
  port: env.PORT,
  subscriptions: true,
  context: (request) => createContext(request, parts),
  routes: (app) => {
    addCallbackRoute(app, parts, log);
    addWebhookRoute(app);
  },
  ready: () => Promise.all([database.$queryRaw`select 1`, connections.pending(1)]),
});

stopOnSignal(log, [
  async () => progress.stop(),
  () => server.stop(),
  () => database.$disconnect(),
  async () => {
    for (const client of [dynamo, sqs, sns]) client.destroy();
  },
]);
