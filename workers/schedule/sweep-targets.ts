import type { SQSClient } from '@aws-sdk/client-sqs';
import type { ChangeRecords } from '@smarterfirms/clio/change-records';
import type { ClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import type { UpkeepRecords } from '@smarterfirms/clio/upkeep-records';
import { DrainTargets, KeepWebhooks, sendMessage } from '@smarterfirms/platform/messages';

const firmsPerSweep = 500;

export interface TargetSweepParts {
  changes: Pick<ChangeRecords, 'takeDue'>;
  upkeep: Pick<UpkeepRecords, 'schedule' | 'takeDue'>;
  connections: Pick<ClioConnectionRecords, 'pending'>;
  sqs: SQSClient;
  targetsQueueUrl: string;
}

/**
 * Asks for what is due: changes whose message was lost or whose worker died, and webhooks that nobody has looked after for a
 * day. A message that is lost here is sent again, because what is due stays due until it is done.
 */
export async function sweepTargets(
  now: Date,
  { changes, upkeep, connections, sqs, targetsQueueUrl }: TargetSweepParts,
): Promise<void> {
  for (const firmId of await changes.takeDue(now, firmsPerSweep)) {
    await sendMessage(sqs, targetsQueueUrl, DrainTargets, { firmId });
  }
  // Connecting asks for webhooks and then publishes: where its event is left over, nobody may have asked.
  for (const { firmId, status, updates } of await connections.pending(firmsPerSweep)) {
    if (status === 'CONNECTED' && updates === undefined) await upkeep.schedule(firmId, now);
  }
  for (const firmId of await upkeep.takeDue(now, firmsPerSweep)) {
    await sendMessage(sqs, targetsQueueUrl, KeepWebhooks, { firmId });
  }
}
