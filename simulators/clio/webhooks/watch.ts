import { writerOf } from '../api/fields.ts';
import type { Firm, ResourceName } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import { resources } from '../resources/catalogue.ts';
import { readField } from '../resources/shape.ts';
import type { World } from '../world.ts';
import type { ChangeEvent } from '../writes/change-log.ts';
import type { WebhookEvent } from './webhook-model.ts';
import type { WebhookRow } from './webhook-row.ts';

/** A record as one webhook saw it before a change. */
export interface Sight {
  webhook: WebhookRow;
  /** The fields it asked for, as JSON text. */
  text: string;
  status: unknown;
}

const statusEvents = new Map<unknown, WebhookEvent>([
  ['Open', 'matter_opened'],
  ['Pending', 'matter_pended'],
  ['Closed', 'matter_closed'],
]);

/** What the webhooks that watch a record see of it now. */
export function lookAt({ webhooks }: World, firm: Firm, name: ResourceName, row: Row): readonly Sight[] {
  const { shape } = resources[name];
  return webhooks.watching(firm, name).map((webhook) => ({
    webhook,
    text: writerOf(shape, webhook.fields)(row),
    status: readField(shape, row, 'status'),
  }));
}

/**
 * Tells the webhooks what has happened to a record.
 *
 * An update is told when a field the webhook asked for is different, and on any change as long as the webhook has not
 * told anything about this record yet. A deletion is told with the last values.
 */
export function tellWebhooks(
  { webhooks: { dispatcher } }: World,
  sights: readonly Sight[],
  name: ResourceName,
  row: Row,
  event: ChangeEvent,
): void {
  const { shape } = resources[name];
  for (const { webhook, text, status } of sights) {
    const now = event === 'deleted' ? text : writerOf(shape, webhook.fields)(row);
    const happened: WebhookEvent[] = [];
    if (event !== 'updated' || now !== text || !webhook.reported.has(row.id)) happened.push(event);
    const statusNow = readField(shape, row, 'status');
    const statusEvent = webhook.model === 'matter' && event === 'updated' ? statusEvents.get(statusNow) : undefined;
    if (statusEvent && statusNow !== status) happened.push(statusEvent);
    for (const told of happened) {
      if (!webhook.events.includes(told)) continue;
      webhook.reported.add(row.id);
      dispatcher.send(webhook, told, row.id, now);
    }
  }
}
