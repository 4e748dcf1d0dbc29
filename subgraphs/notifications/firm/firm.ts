import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by accounts; here only a reference. */
@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
@Directive('@authenticated')
export class Firm {
  @Field(() => ID)
  id!: string;
}
