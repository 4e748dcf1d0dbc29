import { Public } from '@smarterfirms/platform/graph-public';
import { actsIn, requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataContext } from '../context.ts';
import { FirmMetrics } from '../metrics/firm-metrics.ts';
import { monthOf, parseMonth } from '../metrics/month.ts';
import { Firm } from './firm.ts';

@Resolver(Firm)
export class FirmResolver {
  @FieldResolver(() => FirmMetrics, { nullable: true, description: "The firm's numbers of one month." })
  @Directive('@cost(weight: 20)')
  @Directive('@requires(fields: "timeZone currency")')
  @Directive('@authenticated')
  @Directive('@requiresScopes(scopes: [["firm:read", "metrics:read"]])')
  @Public()
  metrics(
    @Root() { timeZone, currency }: Firm,
    @Arg('month', () => String, {
      nullable: true,
      description: "YYYY-MM; by default this month in the firm's time zone.",
    })
    month: string | null | undefined,
    @Ctx() context: DataContext,
  ): FirmMetrics {
    requireFirm(context, 'metrics:read');
    const asked = month ? parseMonth(month) : monthOf(new Date(), timeZone);
    return Object.assign(new FirmMetrics(), { month: asked, timeZone, currency });
  }
}

/** The principal's own firm; every other one looks like one that does not exist. */
export function firmReference(representation: Record<string, unknown>, context: DataContext): Firm | null {
  if (!actsIn(context, String(representation['id']))) return null;
  return Object.assign(new Firm(), representation);
}
