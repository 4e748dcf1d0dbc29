import { asOwner, type RowOwner } from '@smarterfirms/platform/firm-transaction';
import type { UserId } from '@smarterfirms/platform/ids';
import { inOrder } from '@smarterfirms/platform/in-order';
import DataLoader from 'dataloader';
import type { Database } from '../database.ts';
import type { Notification as NotificationRow } from '../generated/prisma/client.ts';

export type { NotificationRow };

/** Notifications by id, among the person's own: row level security decides. */
export function createNotificationLoader(
  database: Database,
  owner: RowOwner,
): DataLoader<string, NotificationRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await asOwner(database, owner, (transaction) =>
      transaction.notification.findMany({ where: { id: { in: [...ids] } } }),
    );
    return inOrder(ids, rows, (row) => row.id);
  });
}

/** The person's notifications, newest first: ids sort by the time of creation. */
export function listNotifications(
  database: Database,
  userId: UserId,
  { limit, afterId }: { limit: number; afterId: string | undefined },
): Promise<NotificationRow[]> {
  return asOwner(database, { userId }, (transaction) =>
    transaction.notification.findMany({
      where: { userId, ...(afterId !== undefined && { id: { lt: afterId } }) },
      orderBy: { id: 'desc' },
      take: limit,
    }),
  );
}

export function countNotifications(
  database: Database,
  userId: UserId,
  { unreadOnly = false }: { unreadOnly?: boolean } = {},
): Promise<number> {
  return asOwner(database, { userId }, (transaction) =>
    transaction.notification.count({ where: { userId, ...(unreadOnly && { readAt: null }) } }),
  );
}

/** Marks one as read; when it was read before, that time stays. Null when the person has no such notification. */
export function markRead(
  database: Database,
  userId: UserId,
  { id, now }: { id: string; now: Date },
): Promise<NotificationRow | null> {
  return asOwner(database, { userId }, async (transaction) => {
    await transaction.notification.updateMany({ where: { id, userId, readAt: null }, data: { readAt: now } });
    return transaction.notification.findUnique({ where: { id } });
  });
}

/** Marks everything up to that instant as read. Returns how many were unread. */
export function markReadUntil(
  database: Database,
  userId: UserId,
  { before, now }: { before: Date; now: Date },
): Promise<number> {
  return asOwner(database, { userId }, async (transaction) => {
    const { count } = await transaction.notification.updateMany({
      where: { userId, readAt: null, createdAt: { lte: before } },
      data: { readAt: now },
    });
    return count;
  });
}
