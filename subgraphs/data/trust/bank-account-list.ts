import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, InputType } from 'type-graphql';
import { isAnyOf, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { bankAccountKind } from './bank-account-kind.ts';

@InputType()
class BankAccountFilter {
  @Field(() => [String], { nullable: true, description: 'Any of these.' })
  type?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const bankAccountList = nodeList({
  kind: bankAccountKind,
  filter: BankAccountFilter,
  orders: {
    NAME: { column: 'name', type: 'text' },
  },
  defaultOrder: { field: 'NAME', direction: OrderDirection.ASC },
  conditions: (filter: BankAccountFilter) => [
    ...isAnyOf('type', filter.type),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
