import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { type DomainEvent, parseSnsBody } from './events.ts';
import { startTestTables } from './test-tables.ts';

export interface TestAws {
  dynamo: DynamoDBClient;
  sqs: SQSClient;
  sns: SNSClient;
  s3: S3Client;
  bucket: string;
  queueUrl: string;
  topicArn: string;
  /** Of a further queue. */
  urlOf(queue: string): string;
  /** The AWS SDK's own variables, for a process that is to use these emulators. */
  env: Record<string, string>;
  /** Bodies of the messages that lie in the queue, the delayed ones with their delay over or not. */
  messages(queue?: string): { body: string; delayed: boolean }[];
  /** Takes every message that lies in the queue, whether delayed or not, and forgets it. */
  drain(queue?: string): string[];
  /** The events that were published to the topic, oldest first. */
  events(): DomainEvent[];
  [Symbol.asyncDispose](): Promise<void>;
}

const region = 'us-east-1';
const queueName = 'work';
const topicName = 'events';
const eventsQueueName = 'published';
const bucketName = 'documents';

/** DynamoDB (see test-tables.ts), SQS, SNS and S3 on free ports and in memory: one queue, one topic, one bucket, and the given tables and further queues. */
export async function startTestAws(
  tables: readonly CreateTableCommandInput[] = [],
  furtherQueues: readonly string[] = [],
): Promise<TestAws> {
  const tableServer = await startTestTables();
  const { credentials } = tableServer;

  const queues = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  const queueEndpoint = `http://127.0.0.1:${queues.port}`;
  for (const queue of [queueName, eventsQueueName, ...furtherQueues]) queues.createQueue(queue);
  const { topicArn } = queues.createTopic(topicName);
  queues.createBucket(bucketName);
  queues.subscribe({ topic: topicName, queue: eventsQueueName });

  const dynamo = new DynamoDBClient({ endpoint: tableServer.endpoint, region, credentials });
  const sqs = new SQSClient({ endpoint: queueEndpoint, region, credentials });
  const sns = new SNSClient({ endpoint: queueEndpoint, region, credentials });
  const s3 = new S3Client({ endpoint: queueEndpoint, region, credentials, forcePathStyle: true });
  for (const table of tables) await dynamo.send(new CreateTableCommand(table));

  const urlOf = (queue: string) => `${queueEndpoint}/000000000000/${queue}`;
  const messages = (queue = queueName) => {
    const { ready = [], delayed = [] } = queues.inspectQueue(queue)?.messages ?? {};
    return [
      ...ready.map(({ body }) => ({ body, delayed: false })),
      ...delayed.map(({ body }) => ({ body, delayed: true })),
    ];
  };
  return {
    dynamo,
    sqs,
    sns,
    s3,
    bucket: bucketName,
    queueUrl: urlOf(queueName),
    urlOf,
    topicArn,
    env: {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: tableServer.endpoint,
      AWS_ENDPOINT_URL_SQS: queueEndpoint,
      AWS_ENDPOINT_URL_SNS: queueEndpoint,
      AWS_ENDPOINT_URL_S3: queueEndpoint,
    },
    messages,
    drain(queue = queueName) {
      const bodies = messages(queue).map(({ body }) => body);
      queues.deleteQueue(queue);
      queues.createQueue(queue);
      return bodies;
    },
    events() {
      const published = queues.inspectQueue(eventsQueueName)?.messages.ready ?? [];
      return published.map(({ body }) => parseSnsBody(body));
    },
    async [Symbol.asyncDispose]() {
      for (const client of [dynamo, sqs, sns, s3]) client.destroy();
      await queues.stop();
      await tableServer[Symbol.asyncDispose]();
    },
  };
}
