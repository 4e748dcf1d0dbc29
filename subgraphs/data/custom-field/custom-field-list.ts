import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, InputType } from 'type-graphql';
import { isAnyOf, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { customFieldKind } from './custom-field-kind.ts';

@InputType()
class CustomFieldFilter {
  @Field(() => [String], { nullable: true, description: 'Any of these.' })
  parentType?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const customFieldList = nodeList({
  kind: customFieldKind,
  filter: CustomFieldFilter,
  orders: {
    NAME: { column: 'name', type: 'text' },
    DISPLAY_ORDER: { column: 'display_order', type: 'bigint' },
  },
  defaultOrder: { field: 'DISPLAY_ORDER', direction: OrderDirection.ASC },
  conditions: (filter: CustomFieldFilter) => [
    ...isAnyOf('parent_type', filter.parentType),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
