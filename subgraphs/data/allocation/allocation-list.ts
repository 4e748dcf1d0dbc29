import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { isAnyOf, isKnown, isRelated, isWithinDays, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { OrderDirection } from '../order-direction.ts';
import { allocationKind } from './allocation-kind.ts';

@InputType()
class AllocationFilter {
  @Field(() => DateScalar, { nullable: true })
  dateFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'That day included.' })
  dateTo?: string | null;

  @Field(() => [String], { nullable: true, description: 'Any of these.' })
  parentType?: string[] | null;

  @Field(() => Boolean, { nullable: true })
  voided?: boolean | null;

  @Field(() => ID, { nullable: true })
  matterId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const allocationList = nodeList({
  kind: allocationKind,
  filter: AllocationFilter,
  orders: {
    DATE: { column: 'date', type: 'date' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'DATE', direction: OrderDirection.DESC },
  conditions: (filter: AllocationFilter) => [
    ...isWithinDays('date', filter.dateFrom, filter.dateTo),
    ...isAnyOf('parent_type', filter.parentType),
    ...isKnown('voided_at', filter.voided),
    ...isRelated('matter_clio_id', matterKind, filter.matterId),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
