import type { Message } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';
import { awsRegion } from '../aws-resources.ts';

/** The event that AWS hands to a function for a batch of received messages. */
export function sqsEvent(messages: readonly Message[], queueArn: string): SQSEvent {
  return { Records: messages.map((message) => record(message, queueArn)) };
}

function record(message: Message, queueArn: string): SQSRecord {
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    // ApproximateReceiveCount, SentTimestamp, SenderId, ApproximateFirstReceiveTimestamp and, where sent, MessageGroupId.
    attributes: { ...message.Attributes } as unknown as SQSRecord['attributes'],
    messageAttributes: messageAttributes(message),
    md5OfBody: message.MD5OfBody ?? '',
    ...(message.MD5OfMessageAttributes && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion,
  };
}

function messageAttributes({ MessageAttributes = {} }: Message): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { StringValue, BinaryValue, DataType }]) => [
      name,
      {
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType as 'String',
      },
    ]),
  );
}

/**
 * The ids of the messages that a function has handled, by its answer (`ReportBatchItemFailures`).
 *
 * No answer, or one without failures, is success for all. AWS takes a malformed answer, or one that names a message that
 * is not in the batch, as a failure of the whole batch.
 */
export function handledMessageIds(answer: unknown, batch: readonly string[]): string[] {
  if (answer === null || answer === undefined || typeof answer !== 'object') return [...batch];
  const failures = (answer as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === null || failures === undefined) return [...batch];
  if (!Array.isArray(failures)) return [];
  const failed = new Set<string>();
  for (const failure of failures) {
    const id: unknown = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof id !== 'string' || !batch.includes(id)) return [];
    failed.add(id);
  }
  return batch.filter((id) => !failed.has(id));
}
