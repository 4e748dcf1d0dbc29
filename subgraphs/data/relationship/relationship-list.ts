import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, InputType } from 'type-graphql';
import { isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { relationshipKind } from './relationship-kind.ts';

@InputType()
class RelationshipFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const relationshipList = nodeList({
  kind: relationshipKind,
  filter: RelationshipFilter,
  orders: {
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'UPDATED_AT', direction: OrderDirection.DESC },
  conditions: (filter: RelationshipFilter) => [...isWithinTimes('clio_updated_at', filter.updatedSince, null)],
});
