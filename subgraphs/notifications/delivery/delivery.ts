import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum DeliveryChannel {
  EMAIL = 'EMAIL',
}
registerEnumType(DeliveryChannel, { name: 'DeliveryChannel' });

export enum DeliveryStatus {
  PENDING = 'PENDING',
  SENT = 'SENT',
  FAILED = 'FAILED',
}
registerEnumType(DeliveryStatus, {
  name: 'DeliveryStatus',
  valuesConfig: { FAILED: { description: 'The mail server did not take it; it is tried again for a while.' } },
});

@ObjectType({ description: 'One way in which a notification was sent to its person.' })
@Directive('@key(fields: "id")')
@Directive('@requiresScopes(scopes: [["notifications:read"]])')
export class Delivery {
  @Field(() => ID)
  id!: string;

  @Field(() => DeliveryChannel)
  channel!: DeliveryChannel;

  @Field(() => DeliveryStatus)
  status!: DeliveryStatus;

  @Field(() => String, { description: 'Where it went, for example the email address.' })
  address!: string;

  @Field(() => DateTimeScalar, { nullable: true })
  sentAt!: Date | null;
}
