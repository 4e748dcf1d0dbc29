import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { isRelated, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { OrderDirection } from '../order-direction.ts';
import { folderKind } from './folder-kind.ts';

@InputType()
class FolderFilter {
  @Field(() => ID, { nullable: true })
  matterId?: string | null;

  @Field(() => ID, { nullable: true })
  parentId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const folderList = nodeList({
  kind: folderKind,
  filter: FolderFilter,
  orders: {
    NAME: { column: 'name', type: 'text' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'NAME', direction: OrderDirection.ASC },
  conditions: (filter: FolderFilter) => [
    ...isRelated('matter_clio_id', matterKind, filter.matterId),
    ...isRelated('parent_clio_id', folderKind, filter.parentId),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
