import { writerOf } from '../api/fields.ts';
import { viewFor } from '../api/view-of.ts';
import type { Firm, ResourceName } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import { readField, type Shape } from '../resources/shape.ts';
import { isVisibleTo } from '../resources/visible-rows.ts';
import type { World } from '../world.ts';
import type { ChangeEvent } from '../writes/change-log.ts';
import { type Seen, seenAs } from './seen-as.ts';
import type { WebhookEvent } from './webhook-model.ts';
import type { WebhookRow } from './webhook-row.ts';

/** A record as one webhook saw it before a change. */
export interface Sight {
  webhook: WebhookRow;
  /** The fields it asked for, as JSON text. */
  text: string;
  /** Whether its user could see the record at all. */
  visible: boolean;
  status: unknown;
}

const statusEvents = new Map<unknown, WebhookEvent>([
  ['Open', 'matter_opened'],
  ['Pending', 'matter_pended'],
  ['Closed', 'matter_closed'],
]);

/** What the webhooks that watch a record see of it now. */
export function lookAt(world: World, firm: Firm, name: ResourceName, row: Row): readonly Sight[] {
  const { collection, resource } = seenAs(name, row);
  return world.webhooks.watching(firm, collection).map((webhook) => ({
    webhook,
    text: textFor(world, webhook, resource.shape, row),
    visible: sees(world, webhook, resource, row),
    status: readField(resource.shape, row, 'status'),
  }));
}

/**
 * Tells the webhooks what has happened to a record.
 *
 * An update is told when a field the webhook asked for is different, and on any change as long as the webhook has not
 * told anything about this record yet. A deletion is told with the last values. What the user of the webhook may not see
 * is not told, and what is redacted for them is redacted here too.
 */
export function tellWebhooks(
  world: World,
  sights: readonly Sight[],
  name: ResourceName,
  row: Row,
  event: ChangeEvent,
): void {
  const { resource, id } = seenAs(name, row);
  const { shape } = resource;
  for (const { webhook, text, status, visible } of sights) {
    if (!(event === 'deleted' ? visible : sees(world, webhook, resource, row))) continue;
    const now = event === 'deleted' ? text : textFor(world, webhook, shape, row);
    const happened: WebhookEvent[] = [];
    if (event !== 'updated' || now !== text || !webhook.reported.has(id)) happened.push(event);
    const statusNow = readField(shape, row, 'status');
    const statusEvent = webhook.model === 'matter' && event === 'updated' ? statusEvents.get(statusNow) : undefined;
    if (statusEvent && statusNow !== status) happened.push(statusEvent);
    for (const told of happened) {
      if (!webhook.events.includes(told)) continue;
      webhook.reported.add(id);
      world.webhooks.dispatcher.send(webhook, told, id, now);
    }
  }
}

function textFor(world: World, { fields, firm, user }: WebhookRow, shape: Shape, row: Row): string {
  const view = viewFor(world, { accountId: firm.account.id, userId: user.id });
  return writerOf(shape, fields)(row, { ...view, reader: user });
}

function sees(
  { access }: World,
  { firm, user }: WebhookRow,
  { permission, shape }: Seen['resource'],
  row: Row,
): boolean {
  const { denied, visible } = access.of({ accountId: firm.account.id, userId: user.id });
  if (denied.has('Webhooks') || [permission].flat().some((area) => denied.has(area))) return false;
  return visible === 'all' || isVisibleTo(user, shape, row);
}
