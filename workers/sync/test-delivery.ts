import { setTimeout as delay } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { TestAws } from '@smarterfirms/platform/test-aws';

/** Handles one message; throws when the queue should deliver it again. */
export type Deliver = (body: string) => Promise<void>;

/** As many messages at a time as the event source hands out. */
const chains = 3;
/** Between two looks at a queue in which nothing but delayed messages lies. */
const lookMs = 20;

/** Delivers what the queue holds until nothing is left, delays respected; what fails is visible again at once. */
export async function deliverInTime({ sqs, queueUrl, messages }: TestAws, deliver: Deliver): Promise<void> {
  let working = 0;
  const handle = async ({ Body = '', ReceiptHandle }: Message) => {
    const message = { QueueUrl: queueUrl, ReceiptHandle };
    try {
      await deliver(Body);
      await sqs.send(new DeleteMessageCommand(message));
    } catch {
      await sqs.send(new ChangeMessageVisibilityCommand({ ...message, VisibilityTimeout: 0 }));
    }
  };
  const chain = async () => {
    for (;;) {
      working++;
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 1 }),
      );
      for (const message of Messages) await handle(message);
      working--;
      if (Messages.length > 0) continue;
      if (messages().length === 0 && working === 0) return;
      await delay(lookMs);
    }
  };
  await Promise.all(Array.from({ length: chains }, chain));
}

/** The same without waiting for delays: the distance between two tries is not what is tested. What fails comes again last. */
export async function deliverAtOnce({ drain }: TestAws, deliver: Deliver): Promise<void> {
  const waiting: string[] = [];
  const working = new Set<Promise<void>>();
  for (;;) {
    waiting.push(...drain());
    while (working.size < chains && waiting.length > 0) {
      const body = waiting.shift() ?? '';
      const work: Promise<void> = deliver(body)
        .catch(() => void waiting.push(body))
        .finally(() => working.delete(work));
      working.add(work);
    }
    if (working.size === 0) return;
    await Promise.race(working);
  }
}
