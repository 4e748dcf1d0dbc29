import 'reflect-metadata';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createCallSealCheck } from '@smarterfirms/platform/call-seal';
import { createLog } from '@smarterfirms/platform/log';
import { createPool } from '@smarterfirms/platform/postgres';
import { stopOnSignal } from '@smarterfirms/platform/run';
import { createServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import { startTracing } from '@smarterfirms/platform/start-tracing';
import { serveSubgraph } from '@smarterfirms/platform/subgraph-server';
import { dataContext } from './context.ts';
import { createDatabase } from './database.ts';
import { createObjectClient } from './document/object-store.ts';
import { env } from './env.ts';
import { buildDataSubgraph } from './schema.ts';

const log = createLog('data', env.LOG_LEVEL);
const tracing = await startTracing('data', log);
const pool = createPool(env.DATABASE_URL);
const database = createDatabase(pool);
const documents = {
  sqs: new SQSClient({}),
  queueUrl: env.DOCUMENTS_QUEUE_URL,
  s3: createObjectClient(env.AWS_ENDPOINT_URL_S3),
  bucket: env.DOCUMENTS_BUCKET,
};
const server = await serveSubgraph({
  name: 'data',
  subgraph: await buildDataSubgraph(),
  verifier: createServiceTokenVerifier('data', env.TRUST_KEYS),
  checkSeal: createCallSealCheck(env.CALL_SEAL_SECRET),
  log,
  host: env.HOST,
  port: env.PORT,
  context: (request) => dataContext(request, database, documents),
  ready: () => pool.query('select 1 from matter limit 1'),
});

stopOnSignal(log, [() => server.stop(), () => database.$disconnect(), () => pool.end(), () => tracing.stop()]);
