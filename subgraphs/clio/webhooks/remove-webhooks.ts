import type { FirmId } from '@smarterfirms/platform/ids';
import type { Log } from '@smarterfirms/platform/log';
import { ClioError } from '../api/clio-error.ts';
import { type ClioDoor, deleteWebhook } from '../api/clio-webhooks.ts';
import type { WebhookRecords } from './webhook-records.ts';

/**
 * Ends a firm's webhooks. What Clio cannot be told is of no harm: a delivery to a webhook that we have forgotten is answered
 * with 410, which switches it off.
 *
 * @param door undefined where there is no access any more.
 * @param copyStays see `WebhookRecords.removeAll`.
 */
export async function removeWebhooks(
  firmId: FirmId,
  door: ClioDoor | undefined,
  copyStays: boolean,
  { webhooks, log }: { webhooks: Pick<WebhookRecords, 'ofFirm' | 'removeAll'>; log: Log },
): Promise<void> {
  const rows = await webhooks.ofFirm(firmId);
  await webhooks.removeAll(firmId, { copyStays });
  if (!door) return;
  await Promise.all(
    rows.map(async ({ webhookId, model }) => {
      if (webhookId === null) return;
      try {
        await deleteWebhook(door, webhookId);
      } catch (error) {
        if (!(error instanceof ClioError)) throw error;
        log.warn({ err: error, firmId, model }, 'a webhook could not be deleted at Clio; its next delivery ends it');
      }
    }),
  );
}
