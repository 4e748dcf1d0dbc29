import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { isRelated, isWithinDays, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { OrderDirection } from '../order-direction.ts';
import { bankAccountKind } from './bank-account-kind.ts';
import { bankTransactionKind } from './bank-transaction-kind.ts';

@InputType()
class BankTransactionFilter {
  @Field(() => DateScalar, { nullable: true })
  dateFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'That day included.' })
  dateTo?: string | null;

  @Field(() => ID, { nullable: true })
  bankAccountId?: string | null;

  @Field(() => ID, { nullable: true })
  matterId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const bankTransactionList = nodeList({
  kind: bankTransactionKind,
  filter: BankTransactionFilter,
  orders: {
    DATE: { column: 'date', type: 'date' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'DATE', direction: OrderDirection.DESC },
  conditions: (filter: BankTransactionFilter) => [
    ...isWithinDays('date', filter.dateFrom, filter.dateTo),
    ...isRelated('bank_account_clio_id', bankAccountKind, filter.bankAccountId),
    ...isRelated('matter_clio_id', matterKind, filter.matterId),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
