import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, InputType } from 'type-graphql';
import { isAnyOf, isWithinDays, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { billKind } from './bill-kind.ts';

@InputType()
class BillFilter {
  @Field(() => [String], { nullable: true, description: 'Any of these, as in Clio.' })
  state?: string[] | null;

  @Field(() => DateScalar, { nullable: true })
  issuedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'That day included.' })
  issuedTo?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const billList = nodeList({
  kind: billKind,
  filter: BillFilter,
  orders: {
    ISSUED_ON: { column: 'issued_on', type: 'date' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'ISSUED_ON', direction: OrderDirection.DESC },
  conditions: (filter: BillFilter) => [
    ...isAnyOf('state', filter.state),
    ...isWithinDays('issued_on', filter.issuedFrom, filter.issuedTo),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
