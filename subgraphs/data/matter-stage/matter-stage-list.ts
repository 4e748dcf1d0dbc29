import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { isRelated, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { practiceAreaKind } from '../practice-area/practice-area-kind.ts';
import { matterStageKind } from './matter-stage-kind.ts';

@InputType()
class MatterStageFilter {
  @Field(() => ID, { nullable: true })
  practiceAreaId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const matterStageList = nodeList({
  kind: matterStageKind,
  filter: MatterStageFilter,
  orders: {
    POSITION: { column: 'position', type: 'bigint' },
    NAME: { column: 'name', type: 'text' },
  },
  defaultOrder: { field: 'POSITION', direction: OrderDirection.ASC },
  conditions: (filter: MatterStageFilter) => [
    ...isRelated('practice_area_clio_id', practiceAreaKind, filter.practiceAreaId),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
