import { forbidden } from '@smarterfirms/platform/graph-error';
import { requireScope, requireUser } from '@smarterfirms/platform/request-context';
import { Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AuthContext } from '../context.ts';
import { Membership, toMembership } from '../membership/membership.ts';
import { Session, toSession } from '../session/session.ts';
import { listSessions } from '../session/session-records.ts';
import { toUser, User } from './user.ts';

@Resolver(User)
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'The signed-in person; null for an anonymous client.' })
  async me(@Ctx() context: AuthContext): Promise<User | null> {
    const { principal, users } = context;
    if (principal?.kind !== 'user') return null;
    return toUser(await users.load(principal.userId));
  }

  @FieldResolver(() => String, { description: 'Of another person only with the permission "members:read".' })
  email(@Root() user: User, @Ctx() context: AuthContext): string {
    requireContact(user, context);
    return user.contact.email;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Of another person only with the permission "members:read".',
  })
  @Directive('@authenticated')
  phone(@Root() user: User, @Ctx() context: AuthContext): string | null {
    requireContact(user, context);
    return user.contact.phone;
  }

  @FieldResolver(() => [Membership], {
    description: 'The firms that the person works in. Of a colleague: the membership in the firm that you act in.',
  })
  @Directive('@listSize(assumedSize: 5)')
  @Directive('@authenticated')
  async memberships(@Root() user: User, @Ctx() context: AuthContext): Promise<Membership[]> {
    const { userId } = requireUser(context);
    if (userId !== user.id) requireScope(context, 'members:read');
    return (await context.membershipsByUser.load(user.id)).map(toMembership);
  }

  @FieldResolver(() => [Session], {
    description: 'Where you are signed in, the most recently used first. Only your own.',
  })
  @Directive('@listSize(assumedSize: 10)')
  @Directive('@requiresScopes(scopes: [["profile:read"]])')
  async sessions(@Root() user: User, @Ctx() context: AuthContext): Promise<Session[]> {
    const { userId } = requireScope(context, 'profile:read');
    if (userId !== user.id) return [];
    return (await listSessions(context.database, userId)).map((row) => toSession(row, context.principal));
  }
}

function requireContact(user: User, { principal, provenUserId }: AuthContext): void {
  if (user.id === provenUserId) return;
  if (principal?.kind === 'user' && (principal.userId === user.id || principal.scopes.includes('members:read'))) return;
  throw forbidden('members:read');
}

export async function userReference({ id }: Record<string, unknown>, { users }: AuthContext): Promise<User | null> {
  return toUser(await users.load(String(id)));
}
