import { Public } from '@smarterfirms/platform/graph-public';
import { type SyncEntityType, syncEntityTypes } from '@smarterfirms/platform/messages';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { DataContext } from '../context.ts';
import { Firm } from '../firm/firm.ts';
import { EntityFreshness, SyncEntityTypeEnum } from './entity-freshness.ts';
import { entityFreshness } from './freshness-records.ts';
import { WithheldRecord } from './withheld-record.ts';

@Resolver(Firm)
export class FirmFreshnessResolver {
  @FieldResolver(() => [EntityFreshness], {
    description: 'How complete the copy of every kind of records is, in the order in which they are synced.',
  })
  @Directive('@authenticated')
  @Directive('@requiresScopes(scopes: [["sync:read"]])')
  @Directive('@listSize(assumedSize: 28)')
  @Public()
  freshness(
    @Arg('entities', () => [SyncEntityTypeEnum], {
      nullable: true,
      description: 'Only of these kinds of records; of all where it is left out.',
    })
    entities: SyncEntityType[] | null | undefined,
    @Ctx() context: DataContext,
  ): Promise<EntityFreshness[]> {
    requireFirm(context, 'sync:read');
    return entityFreshness(context.read, entities ?? syncEntityTypes);
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

  @FieldResolver(() => [WithheldRecord], {
    description:
      'A few of the records that Clio does not show any more and that are kept until somebody decides; empty where there are none.',
  })
  @Directive('@cost(weight: 5)')
  @Directive('@listSize(assumedSize: 5)')
  @Directive('@requiresScopes(scopes: [["clio:write"]])')
  withheldExamples(@Root() { entity }: EntityFreshness, @Ctx() context: DataContext): Promise<WithheldRecord[]> {
    requireFirm(context, 'clio:write');
    return context.loaders.withheldExamples.load(entity);
  }
}
