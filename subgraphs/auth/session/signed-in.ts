import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, ObjectType } from 'type-graphql';
import { toUser, User } from '../user/user.ts';
import type { SignedInPerson } from './signed-in-person.ts';

@ObjectType({ description: 'A session that has just begun.' })
export class SignedIn {
  @Field(() => String, {
    description:
      'Opaque and shown this once. Keep it where no script can read it; exchange it with `createAccessToken`.',
  })
  sessionToken!: string;

  @Field(() => DateTimeScalar)
  expiresAt!: Date;

  @Field(() => User)
  user!: User;
}

export function toSignedIn({ sessionToken, expiresAt, user }: SignedInPerson): SignedIn {
  return Object.assign(new SignedIn(), { sessionToken, expiresAt, user: toUser(user) });
}
