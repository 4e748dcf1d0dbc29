import { Money, money } from '@smarterfirms/platform/graph-money';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { minorUnits } from '../clio/decimal.ts';
import type { DataContext } from '../context.ts';
import { reference } from '../listing/relation.ts';
import { Timekeeper } from './timekeeper.ts';
import { timekeeperKind } from './timekeeper-kind.ts';

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
    const currency = await context.firmCurrency();
    return currency ? money(minorUnits(hourlyRate.toNumber(), currency), currency) : null;
  }
}

export const timekeeperReference = reference(timekeeperKind);
