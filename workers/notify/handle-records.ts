import { handleEvent } from '@smarterfirms/notifications/deliver-event';
import { parseSnsBody } from '@smarterfirms/platform/events';
import { inReceiveSpan, type TracedRecord } from '@smarterfirms/platform/traced-messages';
import type { NotifyParts } from './build-parts.ts';

export interface QueueRecord extends TracedRecord {
  body: string;
}

/**
 * Handles the records one after the other. Returns the ids of those that failed: the queue delivers them again, and puts
 * them into the dead-letter queue once they have failed too often. A record that cannot be read fails each time and ends
 * there, where a person can look at it. Records that there is no time for until the deadline count as failed.
 */
export async function handleRecords(
  records: readonly QueueRecord[],
  deadline: Date,
  parts: NotifyParts,
): Promise<string[]> {
  const failed: string[] = [];
  for (const record of records) {
    if (Date.now() > deadline.getTime() || !(await handleRecord(record, parts))) failed.push(record.messageId);
  }
  return failed;
}

async function handleRecord(record: QueueRecord, parts: NotifyParts): Promise<boolean> {
  const { messageId, body } = record;
  let event: ReturnType<typeof parseSnsBody>;
  try {
    event = parseSnsBody(body);
  } catch (error) {
    parts.log.error(
      { err: error, messageId },
      'a record holds no event that is known: it goes to the dead-letter queue',
    );
    return false;
  }
  try {
    await inReceiveSpan(record, () => handleEvent(event, parts), event.traceparent);
    return true;
  } catch (error) {
    const comesAgain = error instanceof Error && 'retry' in error && error.retry === true;
    const context = { err: error, messageId, eventId: event.id, type: event.type };
    if (comesAgain) parts.log.warn(context, 'an event is to be delivered again');
    else parts.log.error(context, 'an event failed');
    return false;
  }
}
