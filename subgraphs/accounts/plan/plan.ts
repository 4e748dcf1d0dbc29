import { Money } from '@smarterfirms/platform/graph-money';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum BillingInterval {
  MONTH = 'MONTH',
  YEAR = 'YEAR',
}
registerEnumType(BillingInterval, { name: 'BillingInterval' });

@ObjectType({ description: 'What a firm can subscribe to. Public: shown before anybody signs up.' })
@Directive('@key(fields: "id")')
// Only a migration changes a plan.
@Directive('@cacheControl(maxAge: 300)')
export class Plan {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'Stable short name, for example practice.' })
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Money, { description: 'Price per billing interval, without taxes.' })
  @Directive('@cacheControl(inheritMaxAge: true)')
  price!: Money;

  @Field(() => BillingInterval)
  interval!: BillingInterval;

  @Field(() => Int, { nullable: true, description: 'Open matters that the plan covers; null where there is no limit.' })
  matterLimit!: number | null;

  @Field(() => Int, { description: 'Minutes between two automatic synchronisations with Clio.' })
  syncIntervalMinutes!: number;
}
