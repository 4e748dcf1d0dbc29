import type { ApiCall } from '../api/call.ts';
import { unprocessable } from '../api/errors.ts';
import { writerOf } from '../api/fields.ts';
import { Query } from '../api/query.ts';
import { jsonType, type Reply } from '../http/exchange.ts';
import type { WebhookRow } from './webhook-row.ts';
import { webhookShape } from './webhook-shape.ts';

/** `PUT /api/v4/webhooks/{id}/activate`: the delayed confirmation, with the secret the handshake brought. */
export function activateWebhook({ request, search, world: { webhooks } }: ApiCall, webhook: WebhookRow): Reply {
  const write = writerOf(webhookShape, new Query(search).text('fields'));
  if (request.headers['x-hook-secret'] !== webhook.sharedSecret) {
    throw unprocessable('X-Hook-Secret does not match the secret of the webhook');
  }
  if (webhook.status === 'pending') webhooks.change(webhook, () => (webhook.status = 'enabled'));
  return { status: 200, headers: jsonType, body: `{"data":${write(webhook)}}` };
}
