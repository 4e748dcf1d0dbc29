import { forbidden } from '@smarterfirms/platform/graph-error';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AuthContext } from '../context.ts';
import { toUser, User } from '../user/user.ts';
import { Firm, toFirm } from './firm.ts';
import { Membership, toMembership } from './membership.ts';

@Resolver(Membership)
export class MembershipResolver {
  @FieldResolver(() => Firm)
  firm(@Root() { firmId }: Membership): Firm {
    return toFirm(firmId);
  }

  @FieldResolver(() => User)
  async user(@Root() { userId }: Membership, @Ctx() { users }: AuthContext): Promise<User> {
    const row = await users.load(userId);
    if (!row) throw forbidden('members:read');
    return toUser(row);
  }
}

/** One's own membership, or a colleague's for those who may see members. */
export async function membershipReference(
  { id }: Record<string, unknown>,
  { memberships, principal }: AuthContext,
): Promise<Membership | null> {
  if (principal?.kind !== 'user') return null;
  const row = await memberships.load(String(id));
  if (!row) return null;
  return row.userId === principal.userId || principal.scopes.includes('members:read') ? toMembership(row) : null;
}
