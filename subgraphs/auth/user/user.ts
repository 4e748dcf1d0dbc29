import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { UserRow } from './user-records.ts';

/**
 * No directive stands at the type: who has just signed up is still anonymous to the gateway and is shown their own profile.
 * People reach another person only through protected fields, and the resolvers ask again.
 */
@ObjectType({ description: 'A person who can sign in.' })
@Directive('@key(fields: "id")')
export class User {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: "IANA name of the person's time zone, for example America/New_York." })
  timeZone!: string;

  @Field(() => String, { description: 'BCP 47 language tag, for example en-US.' })
  locale!: string;

  @Field(() => String, { nullable: true })
  avatarUrl!: string | null;

  @Field(() => DateTimeScalar)
  createdAt!: Date;

  /** Resolved by `user-resolver.ts`: of others only for those who may see members. */
  contact!: { email: string; phone: string | null };
}

export function toUser(row: UserRow): User;
export function toUser(row: UserRow | null): User | null;
export function toUser(row: UserRow | null): User | null {
  if (!row) return null;
  const { id, name, timeZone, locale, image, createdAt, email, phone } = row;
  return Object.assign(new User(), {
    id,
    name,
    timeZone,
    locale,
    avatarUrl: image,
    createdAt,
    contact: { email, phone },
  });
}
