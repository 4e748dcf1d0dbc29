import { Public } from '@smarterfirms/platform/graph-public';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A law firm: the tenant that every piece of practice data belongs to.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
export class Firm {
  @Field(() => ID)
  @Public()
  id!: string;

  @Field(() => String)
  @Public()
  name!: string;

  @Field(() => String, {
    description: "IANA time zone of the firm's books, for example America/Toronto: its days and months begin by it.",
  })
  @Public()
  timeZone!: string;

  @Field(() => String, { description: 'ISO 4217 currency of the firm, for example USD.' })
  @Public()
  currency!: string;

  @Field(() => DateTimeScalar)
  @Public()
  createdAt!: Date;
}

@ObjectType()
@Directive('@authenticated')
export class FirmResult {
  @Field(() => Firm)
  firm!: Firm;
}
