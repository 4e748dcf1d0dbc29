import type { ApiCall } from '../api/call.ts';
import { writerOf } from '../api/fields.ts';
import { Query } from '../api/query.ts';
import { requirePermission } from '../api/require-permission.ts';
import type { UserRow } from '../firm/people-rows.ts';
import { jsonType, type Reply } from '../http/exchange.ts';
import { readData } from '../writes/read-data.ts';
import { askReceiver } from './ask-receiver.ts';
import { newWebhookOf, watchedAs } from './webhook-input.ts';
import { webhookShape } from './webhook-shape.ts';

/** `POST /api/v4/webhooks.json`: the webhook is pending until its receiver has confirmed it. */
export async function createWebhook(call: ApiCall, user: UserRow): Promise<Reply> {
  const { webhooks, clock } = call.world;
  const write = writerOf(webhookShape, new Query(call.search).text('fields'));
  const data = await readData(call.request);
  const written = newWebhookOf(data, webhooks.options, Math.floor(clock.now() / 1000));
  requirePermission(call, watchedAs(written.model));
  // Seen live: asked for several events, Clio answered with the first alone.
  const short = webhooks.dispatcher.faults.take(written.model, 'webhook') !== undefined;
  const webhook = webhooks.add(user, short ? { ...written, events: written.events.slice(0, 1) } : written);
  askReceiver(call, webhook);
  return { status: 201, headers: jsonType, body: `{"data":${write(webhook)}}` };
}
