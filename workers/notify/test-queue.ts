import { SNSClient } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type DomainEvent, publishEvent } from '@smarterfirms/platform/events';
import { startFauxqs } from 'fauxqs';
import type { QueueRecord } from './handle-records.ts';

export interface TestQueue {
  /** Publishes the events to the topic. Returns what the queue that subscribes to it holds then, in the order of publishing. */
  publish(...events: DomainEvent[]): Promise<QueueRecord[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The topic of events and the queue behind it, as deployed: records carry the envelope that SNS writes. */
export async function startTestQueue(): Promise<TestQueue> {
  const server = await startFauxqs({ port: 0, logger: false });
  const { topicArn } = server.createTopic('events');
  const { queueUrl } = server.createQueue('notify-events');
  server.subscribe({ topic: 'events', queue: 'notify-events' });
  const settings = {
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const sns = new SNSClient(settings);
  const sqs = new SQSClient(settings);

  const receive = async (): Promise<QueueRecord> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 20 }),
    );
    const [message] = Messages as [Message?];
    if (!message) throw new Error('the queue received nothing');
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }));
    return { messageId: message.MessageId ?? '', body: message.Body ?? '' };
  };

  return {
    async publish(...events) {
      const records: QueueRecord[] = [];
      for (const event of events) {
        await publishEvent(sns, topicArn, event);
        records.push(await receive());
      }
      return records;
    },
    async [Symbol.asyncDispose]() {
      sns.destroy();
      sqs.destroy();
      await server.stop();
    },
  };
}
