import type { ApiCall } from '../api/call.ts';
import { writerOf } from '../api/fields.ts';
import { requireMatch } from '../api/if-match.ts';
import { Query } from '../api/query.ts';
import { jsonType, type Reply } from '../http/exchange.ts';
import { readField } from '../resources/shape.ts';
import { readData } from '../writes/read-data.ts';
import { askReceiver } from './ask-receiver.ts';
import { webhookChangesOf } from './webhook-input.ts';
import type { WebhookRow } from './webhook-row.ts';
import { webhookShape } from './webhook-shape.ts';

/**
 * `PATCH /api/v4/webhooks/{id}.json`. Whoever sets the address has to confirm it again, also when it is the same one:
 * that is how a suspended webhook comes back.
 */
export async function updateWebhook(call: ApiCall, webhook: WebhookRow): Promise<Reply> {
  const { webhooks, clock } = call.world;
  const write = writerOf(webhookShape, new Query(call.search).text('fields'));
  const data = await readData(call.request);
  requireMatch(call.request, String(readField(webhookShape, webhook, 'etag')));
  const changes = webhookChangesOf(data, webhook, webhooks.options, Math.floor(clock.now() / 1000));
  const ask = changes.url !== undefined && (changes.url !== webhook.url || webhook.status === 'suspended');
  if (Object.keys(changes).length > 0) {
    webhooks.change(webhook, () => Object.assign(webhook, changes, ask && { status: 'pending' }));
  }
  if (ask) askReceiver(call, webhook);
  return { status: 200, headers: jsonType, body: `{"data":${write(webhook)}}` };
}
