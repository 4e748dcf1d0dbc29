import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { Prisma } from '../generated/prisma/client.ts';
import { isAnyOf, isRelated, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { occurrenceOf, wordsOf } from '../listing/word-search.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { OrderDirection } from '../order-direction.ts';
import { documentKind } from './document-kind.ts';
import { folderKind } from './folder-kind.ts';

@InputType()
class DocumentFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Words that each occur in the name or the file name; case does not matter.',
  })
  query?: string | null;

  @Field(() => [String], { nullable: true, description: 'Any of these.' })
  contentType?: string[] | null;

  @Field(() => ID, { nullable: true })
  matterId?: string | null;

  @Field(() => ID, { nullable: true })
  folderId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const documentList = nodeList({
  kind: documentKind,
  filter: DocumentFilter,
  orders: {
    NAME: { column: 'name', type: 'text' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'UPDATED_AT', direction: OrderDirection.DESC },
  conditions: (filter: DocumentFilter) => [
    ...wordsOf(filter.query ?? '').map((word) => Prisma.sql`search like ${occurrenceOf(word)}`),
    ...isAnyOf('content_type', filter.contentType),
    ...isRelated('matter_clio_id', matterKind, filter.matterId),
    ...isRelated('parent_clio_id', folderKind, filter.folderId),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
