import { Directive, Field, ID, ObjectType } from 'type-graphql';

/**
 * Owned by auth; extended here by what the person was told. The type itself demands nothing: signing up answers a user
 * before anybody is signed in.
 */
@ObjectType()
@Directive('@key(fields: "id")')
export class User {
  @Field(() => ID)
  id!: string;
}
