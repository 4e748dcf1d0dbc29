import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A record of the copy that Clio does not show any more and that was not deleted for it.' })
export class WithheldRecord {
  @Field(() => ID)
  clioId!: string;

  @Field(() => String, { nullable: true, description: 'What the record is called; null where nobody may read that.' })
  name!: string | null;
}
