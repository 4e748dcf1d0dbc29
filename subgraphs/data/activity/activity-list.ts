import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { isAnyOf, isRelated, isTrue, isWithinDays, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { OrderDirection } from '../order-direction.ts';
import { timekeeperKind } from '../timekeeper/timekeeper-kind.ts';
import { activityKind } from './activity-kind.ts';

@InputType()
class ActivityFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'Any of these, as in Clio: TimeEntry, ExpenseEntry and so on.',
  })
  type?: string[] | null;

  @Field(() => DateScalar, { nullable: true })
  dateFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'That day included.' })
  dateTo?: string | null;

  @Field(() => Boolean, { nullable: true })
  billed?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  nonBillable?: boolean | null;

  @Field(() => ID, { nullable: true })
  matterId?: string | null;

  @Field(() => ID, { nullable: true })
  timekeeperId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const activityList = nodeList({
  kind: activityKind,
  filter: ActivityFilter,
  orders: {
    DATE: { column: 'date', type: 'date' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'DATE', direction: OrderDirection.DESC },
  conditions: (filter: ActivityFilter) => [
    ...isAnyOf('type', filter.type),
    ...isWithinDays('date', filter.dateFrom, filter.dateTo),
    ...isTrue('billed', filter.billed),
    ...isTrue('non_billable', filter.nonBillable),
    ...isRelated('matter_clio_id', matterKind, filter.matterId),
    ...isRelated('user_clio_id', timekeeperKind, filter.timekeeperId),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
