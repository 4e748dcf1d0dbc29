import { Money } from '@smarterfirms/platform/graph-money';
import { DateTimeScalar, HoursScalar } from '@smarterfirms/platform/graph-scalars';
import { Directive, Field, Int, InterfaceType, ObjectType } from 'type-graphql';

@InterfaceType({ description: 'A number of the firm, with everything that is needed to trust it.' })
export abstract class Metric {
  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'How it is computed, in words.' })
  formula!: string;

  @Field(() => String, { description: 'Which date puts a record into the month.' })
  dateBasis!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the records behind it were last complete; null before the first sync has ended.',
  })
  asOf!: Date | null;

  @Field(() => Boolean, {
    description: 'Whether a sync of the records behind it is under way, so that it may still move.',
  })
  syncing!: boolean;

  @Field(() => Int, { description: 'How many records of the month withhold their value from the connected Clio user.' })
  hiddenCount!: number;
}

@ObjectType({ implements: Metric })
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["metrics:read"]])')
export class HoursMetric extends Metric {
  @Field(() => HoursScalar, {
    nullable: true,
    description: 'Null when nothing was ever synced, or when every record of the month is hidden.',
  })
  value!: string | null;
}

@ObjectType({ implements: Metric })
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["bills:read", "metrics:read"]])')
export class MoneyMetric extends Metric {
  @Field(() => Money, {
    nullable: true,
    description: 'Null when nothing was ever synced, or when every record of the month is hidden.',
  })
  value!: Money | null;

  @Field(() => Int, {
    description: "How many records of the month are in another currency than the firm's: not added.",
  })
  otherCurrencyCount!: number;
}
