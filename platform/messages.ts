import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type ZodType, z } from 'zod';
import { inSendSpan, traceAttributes } from './traced-messages.ts';

/** A kind of queue message: name and schema together. The sender never imports the handler. */
export interface MessageKind<Body> {
  name: string;
  schema: ZodType<Body>;
}

/**
 * The entity types of Clio that a sync walks, each by one chain of pages, in the order in which they are of use: what others
 * name comes first.
 */
export const syncEntityTypes = [
  'USERS',
  'GROUPS',
  'PRACTICE_AREAS',
  'MATTER_STAGES',
  'CUSTOM_FIELDS',
  'ACTIVITY_DESCRIPTIONS',
  'EXPENSE_CATEGORIES',
  'TASK_TYPES',
  'CONTACTS',
  'MATTERS',
  'RELATIONSHIPS',
  'ACTIVITIES',
  'BILLS',
  'LINE_ITEMS',
  'ALLOCATIONS',
  'CREDIT_MEMOS',
  'TASKS',
  'CALENDARS',
  'CALENDAR_ENTRIES',
  'MATTER_NOTES',
  'CONTACT_NOTES',
  'COMMUNICATIONS',
  'FOLDERS',
  'DOCUMENTS',
  'BANK_ACCOUNTS',
  'BANK_TRANSACTIONS',
  'TRUST_LINE_ITEMS',
  'OUTSTANDING_CLIENT_BALANCES',
] as const;
export type SyncEntityType = (typeof syncEntityTypes)[number];

/** "Continue entity E of job J from its checkpoint." Losing one is repaired by the scheduler, a duplicate by the fence. */
export const SyncPage = {
  name: 'SyncPage',
  schema: z.object({ jobId: z.string(), firmId: z.string(), entity: z.enum(syncEntityTypes) }),
};
export type SyncPage = z.infer<typeof SyncPage.schema>;

/** "Erase a part of the firm's copy, and come back while any is left." `erasing` names the order; a newer one replaces it. */
export const EraseFirm = {
  name: 'EraseFirm',
  schema: z.object({ firmId: z.string(), erasing: z.string() }),
};
export type EraseFirm = z.infer<typeof EraseFirm.schema>;

/** "Bring the firm's webhooks at Clio into the state that we want." Losing one is repaired by the scheduler; repeating it changes nothing. */
export const KeepWebhooks = {
  name: 'KeepWebhooks',
  schema: z.object({ firmId: z.string() }),
};
export type KeepWebhooks = z.infer<typeof KeepWebhooks.schema>;

/** "Take back what a firm that has disconnected still has at Clio." Losing one is repaired by the scheduler; repeating it does no harm. */
export const LeaveClio = {
  name: 'LeaveClio',
  schema: z.object({ firmId: z.string() }),
};
export type LeaveClio = z.infer<typeof LeaveClio.schema>;

/** "Fetch what Clio's webhooks said has changed." Losing one is repaired by the scheduler; of two, one finds nothing to do. */
export const DrainTargets = {
  name: 'DrainTargets',
  schema: z.object({ firmId: z.string() }),
};
export type DrainTargets = z.infer<typeof DrainTargets.schema>;

/** "Fetch the record of this error once more." Losing one leaves the error as it is, for a person to ask again; repeating it fetches again. */
export const RetryRecord = {
  name: 'RetryRecord',
  schema: z.object({ firmId: z.string(), jobId: z.string(), errorId: z.string() }),
};
export type RetryRecord = z.infer<typeof RetryRecord.schema>;

/** "Fetch the content of a document that somebody asked for." Losing one is repaired by the schedule; of two, one finds it taken or done. */
export const FetchDocumentContent = {
  name: 'FetchDocumentContent',
  schema: z.object({ firmId: z.string(), contentId: z.uuid() }),
};
export type FetchDocumentContent = z.infer<typeof FetchDocumentContent.schema>;

/** SQS delays a message by at most 15 minutes. */
export const delaySecondsMax = 900;

export interface SendOptions {
  /** Until it is delivered; 15 minutes at most. Default 0. */
  delaySeconds?: number;
  /** For the whole call, retries included. Default 10,000. */
  timeoutMs?: number;
  /** Whether it goes on with what the sender does, again and again: then it is no part of the sender's trace but names it. */
  continues?: boolean;
}

/** Sends a message, which is of one firm as all of them are. */
export async function sendMessage<Body extends { firmId: string }>(
  sqs: SQSClient,
  queueUrl: string,
  kind: MessageKind<Body>,
  body: Body,
  { delaySeconds = 0, timeoutMs = 10_000, continues = false }: SendOptions = {},
): Promise<void> {
  await inSendSpan(queueUrl, kind.name, (span) =>
    sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ kind: kind.name, body: kind.schema.parse(body) }),
        DelaySeconds: Math.min(Math.max(Math.ceil(delaySeconds), 0), delaySecondsMax),
        // Fair queues: AWS serves quiet firms first while a busy one has a backlog.
        MessageGroupId: body.firmId,
        ...(span ? { MessageAttributes: traceAttributes(span, continues) } : {}),
      }),
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    ),
  );
}

/** SQS takes at most this many messages in one SendMessageBatch. */
const batchMessagesMax = 10;

/**
 * Sends messages in the order in which they are given, ten with each request.
 *
 * @throws where SQS does not take one of them: some may have gone out, so sending all again must do no harm.
 */
export async function sendMessages<Body extends { firmId: string }>(
  sqs: SQSClient,
  queueUrl: string,
  kind: MessageKind<Body>,
  bodies: readonly Body[],
  { timeoutMs = 10_000 }: Pick<SendOptions, 'timeoutMs'> = {},
): Promise<void> {
  for (let from = 0; from < bodies.length; from += batchMessagesMax) {
    const { Failed = [] } = await inSendSpan(queueUrl, kind.name, (span) =>
      sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: bodies.slice(from, from + batchMessagesMax).map((body, index) => ({
            Id: String(index),
            MessageBody: JSON.stringify({ kind: kind.name, body: kind.schema.parse(body) }),
            MessageGroupId: body.firmId,
            ...(span ? { MessageAttributes: traceAttributes(span, false) } : {}),
          })),
        }),
        { abortSignal: AbortSignal.timeout(timeoutMs) },
      ),
    );
    const [failed] = Failed;
    if (failed) throw new Error(`SQS took ${Failed.length} messages less than were sent: ${failed.Code}`);
  }
}

/** The body of a received message of this kind. Throws when it is another kind or malformed. */
export function parseMessage<Body>(kind: MessageKind<Body>, text: string): Body {
  const { kind: name, body } = z.object({ kind: z.string(), body: z.unknown() }).parse(JSON.parse(text));
  if (name !== kind.name) throw new TypeError(`expected a ${kind.name} message, got "${name.slice(0, 40)}"`);
  return kind.schema.parse(body);
}
