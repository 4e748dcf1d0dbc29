import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { isRelated, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { OrderDirection } from '../order-direction.ts';
import { calendarEntryKind } from './calendar-entry-kind.ts';

@InputType()
class CalendarEntryFilter {
  @Field(() => DateTimeScalar, { nullable: true })
  startFrom?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'That instant not included.' })
  startBefore?: Date | null;

  @Field(() => ID, { nullable: true })
  matterId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const calendarEntryList = nodeList({
  kind: calendarEntryKind,
  filter: CalendarEntryFilter,
  orders: {
    START_AT: { column: 'start_at', type: 'timestamptz' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'START_AT', direction: OrderDirection.DESC },
  conditions: (filter: CalendarEntryFilter) => [
    ...isWithinTimes('start_at', filter.startFrom, filter.startBefore),
    ...isRelated('matter_clio_id', matterKind, filter.matterId),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
