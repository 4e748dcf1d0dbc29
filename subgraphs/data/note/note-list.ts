import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { isRelated, isWithinDays, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { timekeeperKind } from '../timekeeper/timekeeper-kind.ts';
import { noteKind } from './note-kind.ts';

@InputType()
class NoteFilter {
  @Field(() => DateScalar, { nullable: true })
  dateFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'That day included.' })
  dateTo?: string | null;

  @Field(() => ID, { nullable: true })
  authorId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const noteList = nodeList({
  kind: noteKind,
  filter: NoteFilter,
  orders: {
    DATE: { column: 'date', type: 'date' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'DATE', direction: OrderDirection.DESC },
  conditions: (filter: NoteFilter) => [
    ...isWithinDays('date', filter.dateFrom, filter.dateTo),
    ...isRelated('author_clio_id', timekeeperKind, filter.authorId),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
