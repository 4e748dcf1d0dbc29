import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, InputType } from 'type-graphql';
import { isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { groupKind } from './group-kind.ts';

@InputType()
class GroupFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const groupList = nodeList({
  kind: groupKind,
  filter: GroupFilter,
  orders: {
    NAME: { column: 'name', type: 'text' },
  },
  defaultOrder: { field: 'NAME', direction: OrderDirection.ASC },
  conditions: (filter: GroupFilter) => [...isWithinTimes('clio_updated_at', filter.updatedSince, null)],
});
