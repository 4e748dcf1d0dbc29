import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, InputType } from 'type-graphql';
import { isWithinDays, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { creditMemoKind } from './credit-memo-kind.ts';

@InputType()
class CreditMemoFilter {
  @Field(() => DateScalar, { nullable: true })
  dateFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'That day included.' })
  dateTo?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const creditMemoList = nodeList({
  kind: creditMemoKind,
  filter: CreditMemoFilter,
  orders: {
    DATE: { column: 'date', type: 'date' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'DATE', direction: OrderDirection.DESC },
  conditions: (filter: CreditMemoFilter) => [
    ...isWithinDays('date', filter.dateFrom, filter.dateTo),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
