import { type Connection, pageSizeDefault } from '@smarterfirms/platform/graph-connection';
import { Public } from '@smarterfirms/platform/graph-public';
import { actsIn, requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { DataContext } from '../context.ts';
import { type Matter, MatterConnection } from '../matter/matter.ts';
import { listMatters } from '../matter/matter-list.ts';
import { MatterFilter, MatterOrder } from '../matter/matter-list-input.ts';
import { FirmMetrics } from '../metrics/firm-metrics.ts';
import { monthOf, parseMonth } from '../metrics/month.ts';
import { Firm } from './firm.ts';

@Resolver(Firm)
export class FirmResolver {
  @FieldResolver(() => MatterConnection, {
    description: "The firm's matters, last changed first unless asked otherwise.",
  })
  @Directive('@authenticated')
  @Directive('@requiresScopes(scopes: [["matters:read"]])')
  @Public()
  matters(
    @Arg('first', () => Int, { defaultValue: pageSizeDefault }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Arg('filter', () => MatterFilter, { nullable: true }) filter: MatterFilter | null | undefined,
    @Arg('orderBy', () => MatterOrder, { nullable: true }) orderBy: MatterOrder | null | undefined,
    @Ctx() context: DataContext,
  ): Promise<Connection<Matter>> {
    requireFirm(context, 'matters:read');
    return listMatters(context.read, { first, after, filter, orderBy });
  }

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
