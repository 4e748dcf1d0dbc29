import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { isAnyOf, isRelated, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { OrderDirection } from '../order-direction.ts';
import { communicationKind } from './communication-kind.ts';

@InputType()
class CommunicationFilter {
  @Field(() => [String], { nullable: true, description: 'Any of these.' })
  type?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true })
  receivedFrom?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'That instant not included.' })
  receivedBefore?: Date | null;

  @Field(() => ID, { nullable: true })
  matterId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const communicationList = nodeList({
  kind: communicationKind,
  filter: CommunicationFilter,
  orders: {
    RECEIVED_AT: { column: 'received_at', type: 'timestamptz' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'RECEIVED_AT', direction: OrderDirection.DESC },
  conditions: (filter: CommunicationFilter) => [
    ...isAnyOf('type', filter.type),
    ...isWithinTimes('received_at', filter.receivedFrom, filter.receivedBefore),
    ...isRelated('matter_clio_id', matterKind, filter.matterId),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
