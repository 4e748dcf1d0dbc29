import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { UserError } from '@smarterfirms/platform/graph-user-error';
import { requireScope } from '@smarterfirms/platform/request-context';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import type { NotificationsContext } from '../context.ts';
import { markReadUntil } from './notification-records.ts';

/** How far a client's clock may run ahead of ours. */
const clockToleranceMs = 60_000;

export enum MarkAllNotificationsReadErrorCode {
  BEFORE_IN_THE_FUTURE = 'BEFORE_IN_THE_FUTURE',
}
registerEnumType(MarkAllNotificationsReadErrorCode, { name: 'MarkAllNotificationsReadErrorCode' });

@InputType()
export class MarkAllNotificationsReadInput {
  @Field(() => DateTimeScalar, {
    description: 'When the newest one that was shown was created: what arrived after it stays unread.',
  })
  before!: Date;
}

@ObjectType({ implements: UserError })
export class MarkAllNotificationsReadError extends UserError {
  @Field(() => MarkAllNotificationsReadErrorCode)
  code!: MarkAllNotificationsReadErrorCode;
}

@ObjectType()
@Directive('@authenticated')
export class AllRead {
  @Field(() => Int, { description: 'How many were unread until now.' })
  markedCount!: number;
}

@ObjectType()
@Directive('@authenticated')
export class MarkAllNotificationsReadPayload {
  @Field(() => AllRead, { nullable: true })
  ok?: AllRead | null;

  @Field(() => MarkAllNotificationsReadError, { nullable: true })
  error?: MarkAllNotificationsReadError | null;
}

@Resolver()
export class MarkAllNotificationsReadResolver {
  @Mutation(() => MarkAllNotificationsReadPayload, {
    description: 'Marks all your notifications up to an instant as read.',
  })
  @Directive('@requiresScopes(scopes: [["notifications:write"]])')
  async markAllNotificationsRead(
    @Arg('input', () => MarkAllNotificationsReadInput) { before }: MarkAllNotificationsReadInput,
    @Ctx() context: NotificationsContext,
  ): Promise<MarkAllNotificationsReadPayload> {
    const { userId } = requireScope(context, 'notifications:write');
    const now = new Date();
    if (before.getTime() > now.getTime() + clockToleranceMs) {
      return {
        error: Object.assign(new MarkAllNotificationsReadError(), {
          code: MarkAllNotificationsReadErrorCode.BEFORE_IN_THE_FUTURE,
          message: `Expected an instant that has passed, got ${before.toISOString()}; it is ${now.toISOString()}.`,
          field: 'before',
        }),
      };
    }
    return { ok: { markedCount: await markReadUntil(context.database, userId, { before, now }) } };
  }
}
