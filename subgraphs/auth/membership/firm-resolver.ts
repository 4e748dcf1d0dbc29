import type { Scope } from '@smarterfirms/platform/access';
import {
  type Connection,
  connectionOf,
  connectionType,
  decodeCursor,
  encodeCursor,
  pageSize,
} from '@smarterfirms/platform/graph-connection';
import { graphError } from '@smarterfirms/platform/graph-error';
import type { FirmId } from '@smarterfirms/platform/ids';
import { actsIn, requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { type ApiKey, ApiKeyConnection, toApiKey } from '../api-key/api-key.ts';
import { countApiKeys, listApiKeys } from '../api-key/api-key-records.ts';
import type { AuthContext } from '../context.ts';
import { Firm, toFirm } from './firm.ts';
import { Membership, toMembership } from './membership.ts';
import { countMembers, listMembers } from './membership-records.ts';

const MembershipConnection = connectionType('Membership', () => Membership);

@Resolver(Firm)
export class FirmResolver {
  @FieldResolver(() => MembershipConnection, {
    description: 'The people of the firm, in the order in which they joined.',
  })
  @Directive('@requiresScopes(scopes: [["members:read"]])')
  async members(
    @Root() firm: Firm,
    @Arg('first', () => Int, { defaultValue: 25 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: AuthContext,
  ): Promise<Connection<Membership>> {
    const firmId = requireThisFirm(firm, context, 'members:read');
    const { database } = context;
    const afterId = after ? String(decodeCursor(after, 1)[0]) : undefined;
    const rows = await listMembers(database, firmId, { first: pageSize(first), afterId });
    return connectionOf(rows.map(toMembership), {
      first,
      after,
      cursorOf: ({ id }) => encodeCursor([id]),
      count: () => countMembers(database, firmId),
    });
  }

  @FieldResolver(() => ApiKeyConnection, { description: 'The keys for the public API, the newest first.' })
  @Directive('@requiresScopes(scopes: [["api-keys:read"]])')
  async apiKeys(
    @Root() firm: Firm,
    @Arg('first', () => Int, { defaultValue: 25 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: AuthContext,
  ): Promise<Connection<ApiKey>> {
    const firmId = requireThisFirm(firm, context, 'api-keys:read');
    const { database } = context;
    const beforeId = after ? String(decodeCursor(after, 1)[0]) : undefined;
    const rows = await listApiKeys(database, firmId, { first: pageSize(first), beforeId });
    return connectionOf(rows.map(toApiKey), {
      first,
      after,
      cursorOf: ({ id }) => encodeCursor([id]),
      count: () => countApiKeys(database, firmId),
    });
  }
}

/** A person may know of another firm, through a membership of theirs; what is in it they see with a token for it. */
function requireThisFirm(firm: Firm, context: AuthContext, scope: Scope): FirmId {
  const { firmId } = requireFirm(context, scope);
  if (firmId !== firm.id) throw graphError('FORBIDDEN', 'Your access token is for another firm.');
  return firmId;
}

export function firmReference({ id }: Record<string, unknown>, context: AuthContext): Firm | null {
  return actsIn(context, String(id)) ? toFirm(String(id)) : null;
}
