import type { RequestContext } from '@smarterfirms/platform/request-context';
import type DataLoader from 'dataloader';
import type { Database } from './database.ts';
import {
  createDeliveriesByNotificationLoader,
  createDeliveryLoader,
  type DeliveryRow,
} from './delivery/delivery-records.ts';
import { createNotificationLoader, type NotificationRow } from './notification/notification-records.ts';

/** What a resolver or a command is given: the request, the database, and loaders that live as long as the request. */
export interface NotificationsContext extends RequestContext {
  database: Database;
  notifications: DataLoader<string, NotificationRow | null>;
  deliveries: DataLoader<string, DeliveryRow | null>;
  deliveriesByNotification: DataLoader<string, DeliveryRow[]>;
}

export function notificationsContext(request: RequestContext, database: Database): NotificationsContext {
  const owner = request.principal?.kind === 'user' ? { userId: request.principal.userId } : {};
  return {
    ...request,
    database,
    notifications: createNotificationLoader(database, owner),
    deliveries: createDeliveryLoader(database, owner),
    deliveriesByNotification: createDeliveriesByNotificationLoader(database, owner),
  };
}
