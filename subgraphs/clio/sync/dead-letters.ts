import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { asId, type FirmId, isId, type SyncJobId } from '@smarterfirms/platform/ids';
import { parseMessage, type SyncEntityType, SyncPage } from '@smarterfirms/platform/messages';
import { isOver, type SyncJobRecord } from './sync-job-record.ts';
import type { SyncJobRecords } from './sync-job-records.ts';

/** While somebody looks at a dead letter nobody else does; it is put back at once afterwards. */
const lookSeconds = 30;
const lettersMax = 200;
const toldAttribute = 'told';
const attemptsMax = 20;

export interface DeadLetter {
  messageId: string;
  receiptHandle: string;
  body: string;
  /** It was told of already: see `keepAsTold`. */
  told: boolean;
  /** Undefined where the message is another one than a page of a sync, or cannot be read. */
  page: { jobId: SyncJobId; firmId: FirmId; entity: SyncEntityType } | undefined;
}

export interface DeadLetterParts {
  sqs: SQSClient;
  deadLetterQueueUrl: string;
}

/**
 * Shows what lies in the dead-letter queue, up to two hundred, each to the callback.
 *
 * @param handle answers whether the letter is done with: then it is deleted, else it stays for the next look.
 */
export async function eachDeadLetter(
  { sqs, deadLetterQueueUrl: QueueUrl }: DeadLetterParts,
  handle: (letter: DeadLetter) => Promise<boolean>,
): Promise<void> {
  const kept: DeadLetter[] = [];
  try {
    for (let seen = 0; seen < lettersMax; ) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: lookSeconds,
          MessageAttributeNames: [toldAttribute],
        }),
      );
      if (Messages.length === 0) return;
      seen += Messages.length;
      for (const message of Messages) {
        const letter = deadLetterOf(message);
        kept.push(letter);
        if (!(await handle(letter))) continue;
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: letter.receiptHandle }));
        kept.pop();
      }
    }
  } finally {
    for (const { receiptHandle } of kept) {
      await sqs.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: 0 }),
      );
    }
  }
}

/**
 * Puts a letter that was told of back under a mark that says so; the caller then lets the unmarked one go. Dying in between
 * leaves both, and the unmarked one is told of once more.
 */
export async function keepAsTold(
  { body }: DeadLetter,
  { sqs, deadLetterQueueUrl: QueueUrl }: DeadLetterParts,
): Promise<void> {
  const MessageAttributes = { [toldAttribute]: { DataType: 'String', StringValue: 'yes' } };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body, MessageAttributes }));
}

function deadLetterOf({ MessageId = '', ReceiptHandle = '', Body = '', MessageAttributes }: Message): DeadLetter {
  const told = MessageAttributes?.[toldAttribute] !== undefined;
  const letter = { messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, told, page: undefined };
  try {
    const { jobId, firmId, entity } = parseMessage(SyncPage, Body);
    if (!isId('syncJob', jobId)) return letter;
    return { ...letter, page: { jobId, firmId: asId('firm', firmId), entity } };
  } catch {
    return letter;
  }
}

/**
 * Notes in an open job that an entity's message was given up, or that it goes on.
 *
 * @returns whether that was news.
 */
export async function noteDeadLetter(
  { jobId, entity }: { jobId: SyncJobId; entity: SyncEntityType },
  isDead: boolean,
  jobs: Pick<SyncJobRecords, 'find' | 'advance'>,
): Promise<boolean> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const job = await jobs.find(jobId);
    if (!job || isOver(job) || (job.deadLettered ?? []).includes(entity) === isDead) return false;
    if (await jobs.advance(job, withDeadLetters(job, entity, isDead))) return true;
  }
  throw new Error(`the state of ${jobId} could not be written: too many writers`);
}

function withDeadLetters(job: SyncJobRecord, entity: SyncEntityType, isDead: boolean): SyncJobRecord {
  const { deadLettered = [], deadLetteredAt, ...rest } = job;
  const others = deadLettered.filter((type) => type !== entity);
  const next = isDead ? [...others, entity] : others;
  if (next.length === 0) return rest;
  const at = isDead ? new Date().toISOString() : deadLetteredAt;
  return { ...rest, deadLettered: next, ...(at ? { deadLetteredAt: at } : {}) };
}
