import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType({ description: "A firm's numbers of one month." })
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["metrics:read"]])')
export class FirmMetrics {
  @Field(() => String, { description: 'YYYY-MM.' })
  month!: string;

  @Field(() => String, { description: "The firm's time zone, by whose wall clock the month begins and ends." })
  timeZone!: string;

  currency!: string;
}
