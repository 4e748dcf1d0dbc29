import { asOwner, type RowOwner } from '@smarterfirms/platform/firm-transaction';
import { inOrder } from '@smarterfirms/platform/in-order';
import DataLoader from 'dataloader';
import type { Database } from '../database.ts';
import type { Delivery as DeliveryRow } from '../generated/prisma/client.ts';

export type { DeliveryRow };

export function createDeliveryLoader(database: Database, owner: RowOwner): DataLoader<string, DeliveryRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await asOwner(database, owner, (transaction) =>
      transaction.delivery.findMany({ where: { id: { in: [...ids] } } }),
    );
    return inOrder(ids, rows, (row) => row.id);
  });
}

/** All deliveries of each notification, oldest first. */
export function createDeliveriesByNotificationLoader(
  database: Database,
  owner: RowOwner,
): DataLoader<string, DeliveryRow[]> {
  return new DataLoader(async (notificationIds) => {
    const rows = await asOwner(database, owner, (transaction) =>
      transaction.delivery.findMany({
        where: { notificationId: { in: [...notificationIds] } },
        orderBy: { id: 'asc' },
      }),
    );
    const byNotification = Map.groupBy(rows, (row) => row.notificationId);
    return notificationIds.map((id) => byNotification.get(id) ?? []);
  });
}
