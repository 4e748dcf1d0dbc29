import type { ApiCall } from '../api/call.ts';
import type { WebhookRow } from './webhook-row.ts';

/** Starts the handshake once the answer to this call is on its way, and enables the webhook if it is confirmed at once. */
export function askReceiver({ response, world: { webhooks } }: ApiCall, webhook: WebhookRow): void {
  response.once('close', () => {
    void webhooks.dispatcher.handshake(webhook).then((confirmed) => {
      if (confirmed && webhook.status === 'pending') webhooks.change(webhook, () => (webhook.status = 'enabled'));
    });
  });
}
