import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createLog } from '@smarterfirms/platform/log';
import { stopOnSignal } from '@smarterfirms/platform/run';
import { startTracing } from '@smarterfirms/platform/start-tracing';
import { openDatabase } from './database.ts';
import { env } from './env.ts';
import { startClio } from './start-clio.ts';

const log = createLog('clio', env.LOG_LEVEL);
const tracing = await startTracing('clio', log);
const database = openDatabase(env.DATABASE_URL);
const dynamo = new DynamoDBClient({});
const sqs = new SQSClient({});
const sns = new SNSClient({});
const server = await startClio(env, { database, dynamo, sqs, sns, log });

stopOnSignal(log, [
  () => server.stop(),
  () => database.$disconnect(),
  async () => {
    for (const client of [dynamo, sqs, sns]) client.destroy();
  },
  () => tracing.stop(),
]);
