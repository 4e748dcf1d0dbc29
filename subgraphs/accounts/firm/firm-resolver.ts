import { Public } from '@smarterfirms/platform/graph-public';
import { isId } from '@smarterfirms/platform/ids';
import { requireScope, requireUser } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { AccountsContext } from '../context.ts';
import { FirmSubscription } from '../subscription/firm-subscription.ts';
import { firmSubscriptionOf } from '../subscription/firm-subscription-resolver.ts';
import { Firm } from './firm.ts';
import type { FirmRow } from './firm-records.ts';

@Resolver(Firm)
export class FirmResolver {
  @Query(() => Firm, {
    nullable: true,
    description:
      'A firm that the signed-in person is a member of; without an id the one that the access token is for. Null when there is no such firm.',
  })
  @Directive('@authenticated')
  @Public()
  async firm(
    @Arg('id', () => ID, { nullable: true }) id: string | null | undefined,
    @Ctx() context: AccountsContext,
  ): Promise<Firm | null> {
    const { firmId } = requireUser(context);
    const wanted = id ?? firmId;
    return wanted ? findFirm(wanted, context) : null;
  }

  @FieldResolver(() => FirmSubscription, {
    nullable: true,
    description: 'Null for a firm other than the one that the access token is for.',
  })
  @Directive('@requiresScopes(scopes: [["billing:read"]])')
  async subscription(@Root() { id }: Firm, @Ctx() context: AccountsContext): Promise<FirmSubscription | null> {
    requireScope(context, 'billing:read');
    const row = await context.subscriptionsByFirm.load(id);
    return row && firmSubscriptionOf(row);
  }
}

export function firmOf({ id, name, timeZone, currency, createdAt }: FirmRow): Firm {
  return Object.assign(new Firm(), { id, name, timeZone, currency, createdAt });
}

export async function firmReference({ id }: Record<string, unknown>, context: AccountsContext): Promise<Firm | null> {
  requireUser(context);
  return findFirm(String(id), context);
}

async function findFirm(id: string, { firms }: AccountsContext): Promise<Firm | null> {
  if (!isId('firm', id)) return null;
  const row = await firms.load(id);
  return row && firmOf(row);
}
