import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, InputType } from 'type-graphql';
import { isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { practiceAreaKind } from './practice-area-kind.ts';

@InputType()
class PracticeAreaFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const practiceAreaList = nodeList({
  kind: practiceAreaKind,
  filter: PracticeAreaFilter,
  orders: {
    NAME: { column: 'name', type: 'text' },
  },
  defaultOrder: { field: 'NAME', direction: OrderDirection.ASC },
  conditions: (filter: PracticeAreaFilter) => [...isWithinTimes('clio_updated_at', filter.updatedSince, null)],
});
