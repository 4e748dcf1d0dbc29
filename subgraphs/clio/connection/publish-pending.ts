import type { SNSClient } from '@aws-sdk/client-sns';
import { publishEvent } from '@smarterfirms/platform/events';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { ClioConnectionRecords } from './clio-connection-records.ts';

export interface PublishParts {
  connections: Pick<ClioConnectionRecords, 'find' | 'clearEvents'>;
  sns: SNSClient;
  eventsTopicArn: string;
}

/**
 * Publishes the events that lie in a connection's item. Whoever wrote them calls this at once; the scheduler calls it for
 * those that were left over.
 */
export async function publishPending(
  firmId: FirmId,
  { connections, sns, eventsTopicArn }: PublishParts,
): Promise<void> {
  const connection = await connections.find(firmId);
  const events = connection?.pendingEvents;
  if (!connection || !events) return;
  for (const event of events) await publishEvent(sns, eventsTopicArn, event);
  await connections.clearEvents(connection, events);
}
