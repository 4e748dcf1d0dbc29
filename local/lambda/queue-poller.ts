import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { queueArn } from '../aws-resources.ts';
import type { StackLog } from '../log.ts';
import type { EnvironmentPool } from './environment-pool.ts';
import { handledMessageIds, sqsEvent } from './sqs-event.ts';

export interface QueuePoller {
  /** Receives nothing more and resolves when the batches in work are answered for. */
  stop(): Promise<void>;
}

const waitSeconds = 20;
const pauseFirstMs = 500;
const pauseMaxMs = 15_000;

/**
 * Moves messages from a queue to a function, as the event-source mapping of Lambda does.
 *
 * What the function has handled is deleted. The rest is left alone: it becomes visible again when the queue's visibility
 * timeout is over, and the queue moves it to the dead-letter queue after too many receives.
 */
export function pollQueue({
  queue,
  url,
  sqs,
  pool,
  batchSize,
  concurrency,
  log,
}: {
  queue: string;
  url: string;
  sqs: SQSClient;
  pool: EnvironmentPool;
  batchSize: number;
  concurrency: number;
  log: StackLog;
}): QueuePoller {
  const stopping = new AbortController();
  const loops = Array.from({ length: concurrency }, () => loop());

  async function loop(): Promise<void> {
    let pauseMs = 0;
    while (!stopping.signal.aborted) {
      // A function that cannot run must not use up the receive count of a whole queue within seconds.
      if (pauseMs > 0) await pause(pauseMs);
      try {
        const messages = await receive();
        if (messages.length > 0) await handle(messages);
        pauseMs = 0;
      } catch (error) {
        if (stopping.signal.aborted) return;
        pauseMs = Math.min(pauseMs * 2 || pauseFirstMs, pauseMaxMs);
        log.say(`${queue}: ${error instanceof Error ? error.message : String(error)}`, 'warn');
      }
    }
  }

  async function receive(): Promise<Message[]> {
    if (stopping.signal.aborted) return [];
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: batchSize,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: stopping.signal },
    );
    return Messages;
  }

  async function handle(messages: readonly Message[]): Promise<void> {
    const answer = await pool.invoke(sqsEvent(messages, queueArn(queue)));
    const ids = messages.map(({ MessageId }) => MessageId ?? '');
    const handled = new Set(handledMessageIds(answer, ids));
    const failed = ids.length - handled.size;
    if (failed > 0) log.say(`${queue}: ${failed} of ${ids.length} messages failed and will come again`, 'warn');
    const done = messages.filter(({ MessageId }) => handled.has(MessageId ?? ''));
    if (done.length === 0) return;
    await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: url,
        Entries: done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
  }

  /** Ends early when the poller stops. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      stopping.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
