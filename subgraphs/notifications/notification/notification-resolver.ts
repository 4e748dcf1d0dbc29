import { requireScope } from '@smarterfirms/platform/request-context';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { NotificationsContext } from '../context.ts';
import { Delivery } from '../delivery/delivery.ts';
import { deliveryOf } from '../delivery/delivery-resolver.ts';
import { Firm } from '../firm/firm.ts';
import { Notification, NotificationKind } from './notification.ts';
import type { NotificationRow } from './notification-records.ts';

@Resolver(Notification)
export class NotificationResolver {
  @FieldResolver(() => Firm, { nullable: true })
  firm(@Root() { firmId }: Notification): Firm {
    return Object.assign(new Firm(), { id: firmId });
  }

  @FieldResolver(() => [Delivery])
  @Directive('@listSize(assumedSize: 3)')
  async deliveries(
    @Root() { id }: Notification,
    @Ctx() { deliveriesByNotification }: NotificationsContext,
  ): Promise<Delivery[]> {
    return (await deliveriesByNotification.load(id)).map(deliveryOf);
  }
}

export function notificationOf(row: NotificationRow): Notification {
  return Object.assign(new Notification(), {
    id: row.id,
    kind: NotificationKind[row.kind as keyof typeof NotificationKind],
    title: row.title,
    body: row.body,
    href: row.href,
    readAt: row.readAt,
    createdAt: row.createdAt,
    firmId: row.firmId,
  });
}

export async function notificationReference(
  { id }: Record<string, unknown>,
  context: NotificationsContext,
): Promise<Notification | null> {
  requireScope(context, 'notifications:read');
  const row = await context.notifications.load(String(id));
  return row && notificationOf(row);
}
