import { Money } from '@smarterfirms/platform/graph-money';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { AccountsContext } from '../context.ts';
import { BillingInterval, Plan } from './plan.ts';
import { listPlans, type PlanRow } from './plan-records.ts';

@Resolver(Plan)
export class PlanResolver {
  @Query(() => [Plan], { description: 'The plans on offer, cheapest first.' })
  @Directive('@listSize(assumedSize: 5)')
  async plans(@Ctx() { database }: AccountsContext): Promise<Plan[]> {
    return (await listPlans(database)).map(planOf);
  }
}

export function planOf(row: PlanRow): Plan {
  return Object.assign(new Plan(), {
    id: row.id,
    code: row.code,
    name: row.name,
    price: Object.assign(new Money(), { amount: row.priceAmount, currency: row.priceCurrency }),
    interval: row.interval === 'YEAR' ? BillingInterval.YEAR : BillingInterval.MONTH,
    matterLimit: row.matterLimit,
    syncIntervalMinutes: row.syncIntervalMinutes,
  });
}

export async function planReference({ id }: Record<string, unknown>, { plans }: AccountsContext): Promise<Plan | null> {
  const row = await plans.load(String(id));
  return row && planOf(row);
}
