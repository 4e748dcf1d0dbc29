import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum FirmSubscriptionStatus {
  TRIALING = 'TRIALING',
  ACTIVE = 'ACTIVE',
  PAST_DUE = 'PAST_DUE',
  CANCELED = 'CANCELED',
}
registerEnumType(FirmSubscriptionStatus, { name: 'FirmSubscriptionStatus' });

@ObjectType({ description: 'What a firm has subscribed to, and until when.' })
@Directive('@key(fields: "id")')
@Directive('@requiresScopes(scopes: [["billing:read"]])')
export class FirmSubscription {
  @Field(() => ID)
  id!: string;

  @Field(() => FirmSubscriptionStatus)
  status!: FirmSubscriptionStatus;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the free trial ends; null without one.' })
  trialEndsAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the paid period ends; null while nothing is paid for.',
  })
  currentPeriodEndsAt!: Date | null;

  /** Not a field of the graph: `plan` is resolved from it. */
  planId!: string;
}
