import { Money, money } from '@smarterfirms/platform/graph-money';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { type ClassType, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { billKind } from '../bill/bill-kind.ts';
import { minorUnits } from '../clio/decimal.ts';
import type { DataContext } from '../context.ts';
import type { Decimal } from '../decimal-value.ts';
import type { NodeKind, ShownRow } from '../listing/node-kind.ts';
import { matterKind } from '../matter/matter-kind.ts';

interface CurrencyHints {
  clioId: string;
  billClioId?: string | null;
  matterClioId?: string | null;
}

/**
 * The resolver of an amount that Clio gives without a currency: it is in that of the bill, else of the matter, else of all the
 * firm's matters. Null where the amount is hidden or the currency stays open.
 */
export function amountField<Node extends CurrencyHints>(
  type: ClassType<Node>,
  name: string,
  { scope }: NodeKind<ShownRow, Node>,
  amountOf: (node: Node) => Decimal | null,
): ClassType {
  @Resolver(type)
  class AmountResolver {
    @FieldResolver(() => Money, { nullable: true })
    @Directive(`@requiresScopes(scopes: [["${scope}"]])`)
    async [name](@Root() node: Node, @Ctx() context: DataContext): Promise<Money | null> {
      requireFirm(context, scope);
      const amount = amountOf(node);
      if (amount === null) return null;
      const currency = await currencyOf(node, context);
      return currency ? money(minorUnits(amount.toNumber(), currency), currency) : null;
    }
  }
  return AmountResolver;
}

async function currencyOf(
  { billClioId = null, matterClioId = null }: CurrencyHints,
  { nodes, firmCurrency }: DataContext,
): Promise<string | null> {
  const bill = await nodes.byClioId(billKind, billClioId);
  if (bill?.currency) return bill.currency;
  const matter = await nodes.byClioId(matterKind, matterClioId);
  return matter?.currency ?? firmCurrency();
}
