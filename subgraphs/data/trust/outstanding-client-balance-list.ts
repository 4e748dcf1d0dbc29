import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, InputType } from 'type-graphql';
import { isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { outstandingClientBalanceKind } from './outstanding-client-balance-kind.ts';

@InputType()
class OutstandingClientBalanceFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const outstandingClientBalanceList = nodeList({
  kind: outstandingClientBalanceKind,
  filter: OutstandingClientBalanceFilter,
  orders: {
    TOTAL: { column: 'total_minor', type: 'bigint' },
  },
  defaultOrder: { field: 'TOTAL', direction: OrderDirection.DESC },
  conditions: (filter: OutstandingClientBalanceFilter) => [
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
