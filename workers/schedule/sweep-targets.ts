import type { SQSClient } from '@aws-sdk/client-sqs';
import type { ChangeRecords } from '@smarterfirms/clio/change-records';
import type { ClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import type { FarewellRecords } from '@smarterfirms/clio/farewell-records';
import type { UpkeepRecords } from '@smarterfirms/clio/upkeep-records';
import { DrainTargets, KeepWebhooks, LeaveClio, type MessageKind, sendMessages } from '@smarterfirms/platform/messages';
import { endOfTime } from './several-at-once.ts';
import { takenPages } from './taken-pages.ts';

const pageSize = 500;

export interface TargetSweepParts {
  changes: Pick<ChangeRecords, 'takeDue'>;
  upkeep: Pick<UpkeepRecords, 'schedule' | 'takeDue'>;
  farewells: Pick<FarewellRecords, 'takeDue'>;
  connections: Pick<ClioConnectionRecords, 'pending'>;
  sqs: SQSClient;
  targetsQueueUrl: string;
}

/**
 * Asks for what is due: changes whose message was lost or whose worker died, webhooks that nobody has looked after for a day,
 * and what firms that have disconnected still have at Clio. A message that is lost here is sent again, because what is due stays
 * due until it is done.
 *
 * @param deadline nothing more is begun after it; by default all is done, however long that takes.
 */
export async function sweepTargets(
  now: Date,
  { changes, upkeep, farewells, connections, sqs, targetsQueueUrl }: TargetSweepParts,
  deadline = endOfTime,
): Promise<void> {
  const askAll = async (kind: MessageKind<{ firmId: string }>, due: Pick<UpkeepRecords, 'takeDue'>) => {
    for await (const firmIds of takenPages((most) => due.takeDue(now, most), { pageSize, deadline })) {
      const bodies = firmIds.map((firmId) => ({ firmId }));
      await sendMessages(sqs, targetsQueueUrl, kind, bodies);
    }
  };
  await askAll(DrainTargets, changes);
  // Connecting asks for webhooks and then publishes: where its event is left over, nobody may have asked.
  for await (const page of connections.pending(pageSize)) {
    for (const { firmId, status, updates } of page) {
      if (status === 'CONNECTED' && updates === undefined) await upkeep.schedule(firmId, now);
    }
    if (Date.now() >= deadline.getTime()) break;
  }
  await askAll(KeepWebhooks, upkeep);
  await askAll(LeaveClio, farewells);
}
