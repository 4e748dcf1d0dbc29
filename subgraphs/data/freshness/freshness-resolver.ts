import { Public } from '@smarterfirms/platform/graph-public';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { DataContext } from '../context.ts';
import { Firm } from '../firm/firm.ts';
import { EntityFreshness } from './entity-freshness.ts';
import { entityFreshness } from './freshness-records.ts';

@Resolver(Firm)
export class FirmFreshnessResolver {
  @FieldResolver(() => [EntityFreshness], {
    description: 'How complete the copy of every kind of records is, in the order in which they are synced.',
  })
  @Directive('@authenticated')
  @Directive('@requiresScopes(scopes: [["sync:read"]])')
  @Directive('@listSize(assumedSize: 28)')
  @Public()
  freshness(@Ctx() context: DataContext): Promise<EntityFreshness[]> {
    requireFirm(context, 'sync:read');
    return entityFreshness(context.read);
  }
}

@Resolver(EntityFreshness)
export class EntityFreshnessResolver {
  @FieldResolver(() => Int, { description: 'How many records the copy shows now. Counted when it is asked for.' })
  @Directive('@cost(weight: 5)')
  records(@Root() { entity }: EntityFreshness, @Ctx() context: DataContext): Promise<number> {
    requireFirm(context, 'sync:read');
    return context.loaders.recordCount.load(entity);
  }
}
