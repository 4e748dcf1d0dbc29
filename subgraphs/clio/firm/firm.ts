import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** The firm as this service extends it; its own fields belong to accounts. */
@ObjectType()
@Directive('@key(fields: "id")')
@Directive('@authenticated')
export class Firm {
  @Field(() => ID)
  id!: string;
}

export function firmOf(id: string): Firm {
  return Object.assign(new Firm(), { id });
}
