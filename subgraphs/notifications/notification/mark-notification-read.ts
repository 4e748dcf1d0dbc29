import { UserError } from '@smarterfirms/platform/graph-user-error';
import { isId } from '@smarterfirms/platform/ids';
import { requireScope } from '@smarterfirms/platform/request-context';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import type { NotificationsContext } from '../context.ts';
import { Notification } from './notification.ts';
import { markRead } from './notification-records.ts';
import { notificationOf } from './notification-resolver.ts';

export enum MarkNotificationReadErrorCode {
  NOTIFICATION_NOT_FOUND = 'NOTIFICATION_NOT_FOUND',
}
registerEnumType(MarkNotificationReadErrorCode, { name: 'MarkNotificationReadErrorCode' });

@InputType()
export class MarkNotificationReadInput {
  @Field(() => ID)
  notificationId!: string;
}

@ObjectType({ implements: UserError })
export class MarkNotificationReadError extends UserError {
  @Field(() => MarkNotificationReadErrorCode)
  code!: MarkNotificationReadErrorCode;
}

@ObjectType()
@Directive('@authenticated')
export class NotificationResult {
  @Field(() => Notification)
  notification!: Notification;
}

@ObjectType()
@Directive('@authenticated')
export class MarkNotificationReadPayload {
  @Field(() => NotificationResult, { nullable: true })
  ok?: NotificationResult | null;

  @Field(() => MarkNotificationReadError, { nullable: true })
  error?: MarkNotificationReadError | null;
}

@Resolver()
export class MarkNotificationReadResolver {
  @Mutation(() => MarkNotificationReadPayload, {
    description: 'Marks one of your notifications as read. Doing it again changes nothing.',
  })
  @Directive('@requiresScopes(scopes: [["notifications:write"]])')
  async markNotificationRead(
    @Arg('input', () => MarkNotificationReadInput) { notificationId }: MarkNotificationReadInput,
    @Ctx() context: NotificationsContext,
  ): Promise<MarkNotificationReadPayload> {
    const { userId } = requireScope(context, 'notifications:write');
    const row = isId('notification', notificationId)
      ? await markRead(context.database, userId, { id: notificationId, now: new Date() })
      : null;
    if (row) return { ok: { notification: notificationOf(row) } };
    return {
      error: Object.assign(new MarkNotificationReadError(), {
        code: MarkNotificationReadErrorCode.NOTIFICATION_NOT_FOUND,
        message: 'You have no such notification.',
        field: 'notificationId',
      }),
    };
  }
}
