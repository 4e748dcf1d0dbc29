import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { inSpan, type OpenSpan } from './span.ts';

/**
 * How a trace crosses a queue. The sender's span travels as a message attribute: as `traceparent` where handling the message
 * is part of what the sender began, as `tracelink` where the message goes on with a long work. A sync has thousands of pages:
 * each message of it after the first begins a trace of its own, linked to the one before (docs/tracing.md).
 */
export function traceAttributes({ traceparent }: OpenSpan, continues: boolean): Record<string, MessageAttributeValue> {
  return { [continues ? 'tracelink' : 'traceparent']: { DataType: 'String', StringValue: traceparent } };
}

/** Sends a message in a span of its own. */
export function inSendSpan<Result>(
  queueUrl: string,
  kind: string,
  work: (span: OpenSpan | undefined) => Result,
): Result {
  const queue = queueUrl.split('/').at(-1) ?? '';
  const attributes = {
    ...messaging(queue),
    'messaging.operation.type': 'send',
    'messaging.operation.name': 'send',
    'smarterfirms.message.kind': kind,
  };
  return inSpan(`send ${queue}`, { kind: 'producer', attributes }, work);
}

/** What of an SQS record of Lambda names its queue and its trace. */
export interface TracedRecord {
  messageId: string;
  eventSourceARN?: string;
  attributes?: { ApproximateReceiveCount?: string };
  messageAttributes?: Readonly<Record<string, { stringValue?: string | undefined }>>;
}

/**
 * Handles one record of a queue in a span of its own.
 *
 * @param traceparent of the event inside, for a record that a topic sent; by default what the message's attributes say
 */
export function inReceiveSpan<Result>(
  { messageId, eventSourceARN = '', attributes: system, messageAttributes }: TracedRecord,
  work: () => Result,
  traceparent: string | undefined = messageAttributes?.['traceparent']?.stringValue,
): Result {
  const queue = eventSourceARN.split(':').at(-1) ?? '';
  const attributes = {
    ...messaging(queue),
    'messaging.operation.type': 'process',
    'messaging.operation.name': 'process',
    'messaging.message.id': messageId,
    'smarterfirms.message.receives': Number(system?.ApproximateReceiveCount ?? 1),
  };
  const link = messageAttributes?.['tracelink']?.stringValue;
  return inSpan(`process ${queue}`, { kind: 'consumer', parent: traceparent ?? null, link, attributes }, work);
}

function messaging(queue: string) {
  return { 'messaging.system': 'aws_sqs', 'messaging.destination.name': queue };
}
