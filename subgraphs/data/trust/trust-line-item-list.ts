import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, InputType } from 'type-graphql';
import { isWithinDays, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { trustLineItemKind } from './trust-line-item-kind.ts';

@InputType()
class TrustLineItemFilter {
  @Field(() => DateScalar, { nullable: true })
  dateFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'That day included.' })
  dateTo?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const trustLineItemList = nodeList({
  kind: trustLineItemKind,
  filter: TrustLineItemFilter,
  orders: {
    DATE: { column: 'date', type: 'date' },
  },
  defaultOrder: { field: 'DATE', direction: OrderDirection.DESC },
  conditions: (filter: TrustLineItemFilter) => [
    ...isWithinDays('date', filter.dateFrom, filter.dateTo),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
