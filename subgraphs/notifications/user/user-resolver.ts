import {
  type Connection,
  connectionOf,
  decodeCursor,
  encodeCursor,
  pageSize,
} from '@smarterfirms/platform/graph-connection';
import { badInput, graphError } from '@smarterfirms/platform/graph-error';
import { isId, type UserId } from '@smarterfirms/platform/ids';
import { requireScope, requireUser } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { NotificationsContext } from '../context.ts';
import { type Notification, NotificationConnection } from '../notification/notification.ts';
import { countNotifications, listNotifications } from '../notification/notification-records.ts';
import { notificationOf } from '../notification/notification-resolver.ts';
import { User } from './user.ts';

@Resolver(User)
export class UserResolver {
  @FieldResolver(() => NotificationConnection, {
    description: 'What the person was told, newest first. For oneself only.',
  })
  @Directive('@requiresScopes(scopes: [["notifications:read"]])')
  async notifications(
    @Root() user: User,
    @Arg('first', () => Int, { defaultValue: 25, description: 'At most 100.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: NotificationsContext,
  ): Promise<Connection<Notification>> {
    const userId = requireSelf(user, context);
    const limit = pageSize(first);
    const afterId = after ? idInCursor(after) : undefined;
    const rows = await listNotifications(context.database, userId, { limit: limit + 1, afterId });
    return connectionOf(rows.map(notificationOf), {
      first: limit,
      after,
      cursorOf: ({ id }) => encodeCursor([id]),
      count: () => countNotifications(context.database, userId),
    });
  }

  @FieldResolver(() => Int, { description: 'For oneself only.' })
  @Directive('@requiresScopes(scopes: [["notifications:read"]])')
  unreadNotificationCount(@Root() user: User, @Ctx() context: NotificationsContext): Promise<number> {
    return countNotifications(context.database, requireSelf(user, context), { unreadOnly: true });
  }
}

/** Every reference is answered, so that asking for a colleague's notifications is refused instead of finding no colleague. */
export function userReference({ id }: Record<string, unknown>, context: NotificationsContext): User {
  requireUser(context);
  return Object.assign(new User(), { id: String(id) });
}

function requireSelf({ id }: User, context: NotificationsContext): UserId {
  const { userId } = requireScope(context, 'notifications:read');
  if (id !== userId) throw graphError('FORBIDDEN', 'Notifications are for the person they were written to.');
  return userId;
}

function idInCursor(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (typeof id === 'string' && isId('notification', id)) return id;
  throw badInput('The cursor in "after" is not one that this list gave out.');
}
