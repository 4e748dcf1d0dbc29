import { requireScope } from '@smarterfirms/platform/request-context';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AccountsContext } from '../context.ts';
import { Plan } from '../plan/plan.ts';
import { planOf } from '../plan/plan-resolver.ts';
import { FirmSubscription, FirmSubscriptionStatus } from './firm-subscription.ts';
import type { FirmSubscriptionRow } from './firm-subscription-records.ts';

@Resolver(FirmSubscription)
export class FirmSubscriptionResolver {
  @FieldResolver(() => Plan)
  async plan(@Root() { id, planId }: FirmSubscription, @Ctx() { plans }: AccountsContext): Promise<Plan> {
    const row = await plans.load(planId);
    if (!row) throw new Error(`subscription ${id} names the plan ${planId}, which does not exist`);
    return planOf(row);
  }
}

export function firmSubscriptionOf(row: FirmSubscriptionRow): FirmSubscription {
  return Object.assign(new FirmSubscription(), {
    id: row.id,
    status: FirmSubscriptionStatus[row.status as keyof typeof FirmSubscriptionStatus],
    trialEndsAt: row.trialEndsAt,
    currentPeriodEndsAt: row.currentPeriodEndsAt,
    planId: row.planId,
  });
}

export async function firmSubscriptionReference(
  { id }: Record<string, unknown>,
  context: AccountsContext,
): Promise<FirmSubscription | null> {
  requireScope(context, 'billing:read');
  const row = await context.subscriptions.load(String(id));
  return row && firmSubscriptionOf(row);
}
