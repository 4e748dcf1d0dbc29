import { money } from '@smarterfirms/platform/graph-money';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataContext } from '../context.ts';
import { billed, collectedByBill, collectedByPayment, hoursWorked, type MetricDefinition } from './definitions.ts';
import { FirmMetrics } from './firm-metrics.ts';
import { HoursMetric, MoneyMetric } from './metric.ts';
import { type MetricSums, metricSums, syncStates } from './metric-records.ts';

@Resolver(FirmMetrics)
export class MetricsResolver {
  @FieldResolver(() => HoursMetric)
  @Directive('@authenticated')
  @Directive('@requiresScopes(scopes: [["metrics:read"]])')
  async hoursWorked(@Root() period: FirmMetrics, @Ctx() context: DataContext): Promise<HoursMetric> {
    requireFirm(context, 'metrics:read');
    const { sums, ...rest } = await measure(hoursWorked, period, context);
    return Object.assign(new HoursMetric(), rest, { value: sums && (sums.value?.toFixed(4) ?? '0') });
  }

  @FieldResolver(() => MoneyMetric, { nullable: true })
  @Directive('@authenticated')
  @Directive('@requiresScopes(scopes: [["bills:read", "metrics:read"]])')
  billed(@Root() period: FirmMetrics, @Ctx() context: DataContext): Promise<MoneyMetric> {
    return moneyMetric(billed, period, context);
  }

  @FieldResolver(() => MoneyMetric, { nullable: true })
  @Directive('@authenticated')
  @Directive('@requiresScopes(scopes: [["bills:read", "metrics:read"]])')
  async collected(@Root() period: FirmMetrics, @Ctx() context: DataContext): Promise<MoneyMetric> {
    requireFirm(context, 'metrics:read');
    const [payments] = await syncStates(context.read, ['ALLOCATIONS']);
    return moneyMetric(payments?.completedAt ? collectedByPayment : collectedByBill, period, context);
  }
}

async function moneyMetric(
  definition: MetricDefinition,
  period: FirmMetrics,
  context: DataContext,
): Promise<MoneyMetric> {
  requireFirm(context, 'metrics:read');
  requireFirm(context, 'bills:read');
  const { sums, ...rest } = await measure(definition, period, context);
  return Object.assign(new MoneyMetric(), rest, {
    value: sums && money(BigInt(sums.value?.toFixed(0) ?? 0), period.currency),
    otherCurrencyCount: Number(sums?.otherCurrency ?? 0),
  });
}

/** The sums are null where there is no number to show: nothing was ever synced, or all of it is hidden. */
async function measure(definition: MetricDefinition, period: FirmMetrics, context: DataContext) {
  const [sums, states] = await Promise.all([
    metricSums(context.read, definition, period),
    syncStates(context.read, definition.entities),
  ]);
  const completed = states.map((state) => state.completedAt);
  const { name, formula, dateBasis } = definition;
  return {
    name,
    formula,
    dateBasis,
    asOf: oldest(completed),
    syncing: states.some((state) => state.syncing),
    hiddenCount: Number(sums.hidden),
    sums: states.every((state) => state.everSynced) && !onlyHidden(sums) ? sums : null,
  };
}

const onlyHidden = ({ known, hidden }: MetricSums) => known === 0n && hidden > 0n;

/** A number is as old as the oldest part of it, and has no age while a part was never complete. */
function oldest(times: readonly (Date | null)[]): Date | null {
  let result: Date | null = null;
  for (const time of times) {
    if (time === null) return null;
    if (result === null || time < result) result = time;
  }
  return result;
}
