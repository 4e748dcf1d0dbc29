import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by the accounts subgraph; what is added here is in `firm-resolver.ts`. */
@ObjectType()
@Directive('@key(fields: "id")')
export class Firm {
  @Field(() => ID)
  id!: string;
}

export function toFirm(id: string): Firm {
  return Object.assign(new Firm(), { id });
}
