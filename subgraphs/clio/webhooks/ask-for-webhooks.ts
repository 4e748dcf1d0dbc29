import type { FirmId } from '@smarterfirms/platform/ids';
import { KeepWebhooks, sendMessage } from '@smarterfirms/platform/messages';
import type { ClioParts } from '../parts.ts';

/** Where the message is lost, the scheduler sends another one after this time. */
const retryMs = 60_000;

/** Has the webhooks of a firm that has just connected registered, at once. */
export async function askForWebhooks(
  firmId: FirmId,
  { upkeep, sqs, targetsQueueUrl }: Pick<ClioParts, 'upkeep' | 'sqs' | 'targetsQueueUrl'>,
): Promise<void> {
  await upkeep.schedule(firmId, new Date(Date.now() + retryMs));
  await sendMessage(sqs, targetsQueueUrl, KeepWebhooks, { firmId });
}
