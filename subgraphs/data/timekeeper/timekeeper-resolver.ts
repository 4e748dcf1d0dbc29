import { Money, money } from '@smarterfirms/platform/graph-money';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { minorUnits } from '../clio/decimal.ts';
import type { DataContext } from '../context.ts';
import { byPublicId } from '../reference.ts';
import { Timekeeper, toTimekeeper } from './timekeeper.ts';

@Resolver(Timekeeper)
export class TimekeeperResolver {
  @FieldResolver(() => Money, {
    nullable: true,
    description: "Default hourly rate. Null where it is hidden, or where the firm's matters leave the currency open.",
  })
  @Directive('@requiresScopes(scopes: [["metrics:read"]])')
  async rate(@Root() { hourlyRate }: Timekeeper, @Ctx() context: DataContext): Promise<Money | null> {
    requireFirm(context, 'metrics:read');
    if (hourlyRate === null) return null;
    const currency = await context.loaders.rateCurrency();
    return currency ? money(minorUnits(hourlyRate.toNumber(), currency), currency) : null;
  }
}

export async function timekeeperReference(
  { id }: Record<string, unknown>,
  context: DataContext,
): Promise<Timekeeper | null> {
  requireFirm(context, 'matters:read');
  const row = await byPublicId('timekeeper', id, context.loaders.timekeeperById);
  return row && toTimekeeper(row);
}
