import 'reflect-metadata';
import { buildSubgraph, type Subgraph } from '@smarterfirms/platform/graph-schema';
import type { NotificationsContext } from './context.ts';
import { deliveryReference } from './delivery/delivery-resolver.ts';
import { MarkAllNotificationsReadResolver } from './notification/mark-all-notifications-read.ts';
import { MarkNotificationReadResolver } from './notification/mark-notification-read.ts';
import { NotificationResolver, notificationReference } from './notification/notification-resolver.ts';
import { User } from './user/user.ts';
import { UserResolver, userReference } from './user/user-resolver.ts';

export function buildNotificationsSubgraph(): Promise<Subgraph> {
  return buildSubgraph<NotificationsContext>({
    resolvers: [UserResolver, NotificationResolver, MarkNotificationReadResolver, MarkAllNotificationsReadResolver],
    // No field of this subgraph returns a user: without this the type and what extends it would be left out.
    orphanedTypes: [User],
    references: { User: userReference, Notification: notificationReference, Delivery: deliveryReference },
  });
}
