import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType()
@Directive('@key(fields: "id")')
@Directive('@authenticated')
export class Firm {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  @Directive('@external')
  timeZone!: string;

  @Field(() => String)
  @Directive('@external')
  currency!: string;
}
