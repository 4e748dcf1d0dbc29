import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { isAnyOf, isRelated, isWithinDays, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { OrderDirection } from '../order-direction.ts';
import { timekeeperKind } from '../timekeeper/timekeeper-kind.ts';
import { taskKind } from './task-kind.ts';

@InputType()
class TaskFilter {
  @Field(() => [String], { nullable: true, description: 'Any of these.' })
  status?: string[] | null;

  @Field(() => DateScalar, { nullable: true })
  dueFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'That day included.' })
  dueTo?: string | null;

  @Field(() => ID, { nullable: true })
  matterId?: string | null;

  @Field(() => ID, { nullable: true })
  assigneeId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const taskList = nodeList({
  kind: taskKind,
  filter: TaskFilter,
  orders: {
    DUE_ON: { column: 'due_on', type: 'date' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'DUE_ON', direction: OrderDirection.ASC },
  conditions: (filter: TaskFilter) => [
    ...isAnyOf('status', filter.status),
    ...isWithinDays('due_on', filter.dueFrom, filter.dueTo),
    ...isRelated('matter_clio_id', matterKind, filter.matterId),
    ...isRelated('assignee_clio_id', timekeeperKind, filter.assigneeId),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
