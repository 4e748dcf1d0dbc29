import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { type LambdaFunction, queueUrl } from '../aws-resources.ts';
import { repositoryRoot } from '../data-directory.ts';
import { createQueues } from '../emulators/create-queues.ts';
import { createStackLog } from '../log.ts';
import { openProcessRegister, type ProcessRegister } from '../supervise/process-register.ts';
import { type LambdaMapper, startMapper } from './mapper.ts';

interface Recorded {
  pid: number;
  requestId: string;
  event: SQSEvent;
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const region = 'us-east-1';

let directory: string;
let server: FauxqsServer;
let sqs: SQSClient;
let endpoint: string;
let register: ProcessRegister;
let mapper: LambdaMapper;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'mapper-'));
  server = await startFauxqs({ port: 0, logger: false });
  endpoint = `http://127.0.0.1:${server.port}`;
  sqs = new SQSClient({ endpoint, region, credentials });
  register = openProcessRegister(join(directory, 'processes.json'));
  await createQueues(
    {
      queues: [
        { name: 'work-dlq' },
        { name: 'work', visibilityTimeoutSeconds: 2, deadLetterQueue: 'work-dlq', maxReceiveCount: 2 },
      ],
      topics: [],
      buckets: [],
    },
    { endpoint, region, credentials },
  );
});

afterEach(async () => {
  await mapper.stop();
  await register.close();
  sqs.destroy();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

function start(lambda: Partial<LambdaFunction> = {}): void {
  const log = createStackLog({ directory, out: () => {} });
  mapper = startMapper({
    functions: [
      { name: 'recorder', source: { queue: 'work', batchSize: 10, concurrency: 1 }, timeoutSeconds: 60, ...lambda },
    ],
    env: { PATH: process.env['PATH'] ?? '', RECORD_FILE: join(directory, 'record') },
    aws: { endpoint, region, credentials },
    log,
    register,
    bundle: () => join(repositoryRoot, 'local/lambda/recording-handler.mjs'),
  });
}

/** What the handler wrote down so far. What follows the last newline is a line that it is still writing. */
function recorded(): Recorded[] {
  const file = join(directory, 'record');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Recorded);
}

/** The receive counts with which the body was handed to the function, in order. */
function received(body: string): string[] {
  return recorded().flatMap(({ event }) =>
    event.Records.filter((record) => record.body === body).map(({ attributes }) => attributes.ApproximateReceiveCount),
  );
}

async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`waited 90 s for ${what}; recorded: ${JSON.stringify(recorded())}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function left(): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl(endpoint, 'work'), AttributeNames: ['All'] }),
  );
  return (
    Number(Attributes['ApproximateNumberOfMessages']) + Number(Attributes['ApproximateNumberOfMessagesNotVisible'])
  );
}

async function send(...bodies: string[]): Promise<void> {
  await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: queueUrl(endpoint, 'work'),
      Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
    }),
  );
}

test('a function gets records in the shape of SQS and handled messages are deleted', async () => {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl(endpoint, 'work'),
      MessageBody: 'succeed',
      MessageGroupId: 'firm-1',
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'page' } },
    }),
  );
  start();
  await until('the queue to be empty', async () => (await left()) === 0);

  expect(recorded()).toHaveLength(1);
  const record = recorded()[0]?.event.Records[0];
  expect(record).toEqual({
    messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    receiptHandle: expect.any(String),
    body: 'succeed',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
      SenderId: expect.any(String),
      ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
      // AWS adds MessageGroupId here; the emulator forgets the group of a message in a standard queue.
    },
    messageAttributes: {
      kind: { stringValue: 'page', stringListValues: [], binaryListValues: [], dataType: 'String' },
    },
    md5OfBody: 'e7fed1944be880f14a7335eac65e2cc2',
    md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:work',
    awsRegion: 'us-east-1',
  });
});

test('of a batch only the record that failed comes again, and after too many receives it lies in the dead-letter queue', async () => {
  await send('one', 'fail', 'two');
  start();
  await until('the queue to be empty', async () => (await left()) === 0);

  expect(received('one')).toEqual(['1']);
  expect(received('two')).toEqual(['1']);
  expect(received('fail')).toEqual(['1', '2']);
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl(endpoint, 'work-dlq') }));
  expect(Messages.map(({ Body }) => Body)).toEqual(['fail']);
});

test('a function that throws fails its whole batch', async () => {
  await send('one', 'throw');
  start();
  await until('both to come again', () => received('one').length === 2 && received('throw').length === 2);
});

test('a message whose process was killed comes again to a new process', async () => {
  await send('hang');
  start({ timeoutSeconds: 60 });
  await until('the event to run', () => recorded().length === 1);
  expect(mapper.killWorker('recorder')).toBe(recorded()[0]?.pid);
  await until('the queue to be empty', async () => (await left()) === 0);

  expect(received('hang')).toEqual(['1', '2']);
  expect(recorded()[1]?.pid).not.toBe(recorded()[0]?.pid);
});

test('a process that ends by itself fails its batch and is replaced', async () => {
  await send('die');
  start();
  await until('the queue to be empty', async () => (await left()) === 0);
  expect(received('die')).toEqual(['1', '2']);
});

test('a function that takes longer than its time is killed and its message comes again', async () => {
  await send('hang');
  start({ timeoutSeconds: 1 });
  await until('the queue to be empty', async () => (await left()) === 0);
  expect(received('hang')).toEqual(['1', '2']);
  expect(recorded()[1]?.pid).not.toBe(recorded()[0]?.pid);
});

test('one process handles event after event', async () => {
  start();
  await send('one');
  await until('the first', () => received('one').length === 1);
  await send('two');
  await until('the second', () => received('two').length === 1);
  expect(new Set(recorded().map(({ pid }) => pid)).size).toBe(1);
});

test('a schedule fires with the event of EventBridge', async () => {
  start({ source: { schedule: 'rate(1 minute)' } });
  await until('the first tick', () => recorded().length === 1);
  expect(recorded()[0]?.event).toEqual({
    version: '0',
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: '000000000000',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    region: 'us-east-1',
    resources: ['arn:aws:events:us-east-1:000000000000:rule/recorder'],
    detail: {},
  });
});
