import { leaveClio } from '@smarterfirms/clio/leave-clio';
import { asId } from '@smarterfirms/platform/ids';
import { DrainTargets, KeepWebhooks, LeaveClio, parseMessage, RetryRecord } from '@smarterfirms/platform/messages';
import { z } from 'zod';
import { drainChanges } from './drain-changes.ts';
import { keepWebhooks } from './keep-webhooks.ts';
import type { TargetParts } from './parts.ts';
import { retryRecord } from './retry-record.ts';

const envelope = z.object({ kind: z.enum([DrainTargets.name, KeepWebhooks.name, LeaveClio.name, RetryRecord.name]) });

/** Does what one message of the targets queue asks for. Throws when it should be delivered again. */
export async function handleMessage(body: string, deadline: Date, parts: TargetParts): Promise<void> {
  const { kind } = envelope.parse(JSON.parse(body));
  if (kind === DrainTargets.name) {
    await drainChanges(asId('firm', parseMessage(DrainTargets, body).firmId), deadline, parts);
  } else if (kind === RetryRecord.name) {
    await retryRecord(parseMessage(RetryRecord, body), parts);
  } else if (kind === LeaveClio.name) {
    await leaveClio(asId('firm', parseMessage(LeaveClio, body).firmId), parts);
  } else {
    await keepWebhooks(asId('firm', parseMessage(KeepWebhooks, body).firmId), new Date(), parts);
  }
}
