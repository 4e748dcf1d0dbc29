import type { FolderRow } from '../firm/document-rows.ts';
import { creatorShape } from './creator.ts';
import { externalProperties } from './external-properties.ts';
import { accountGroup } from './groups.ts';
import { itemFilters, itemOrders, shownItems } from './item-filters.ts';
import { nested } from './nested-shapes.ts';
import { constant, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, never, one, type Shape } from './shape.ts';

export const folderShape: Shape = defineShape<FolderRow>(
  'Folder',
  {
    ...recordFields('folders'),
    type: constant('Folder'),
    name: ({ name }) => name,
    deleted_at: ({ deletedAt, firm }) => (deletedAt === null ? null : firm.zone.format(deletedAt)),
    locked: ({ locked }) => locked,
    root: ({ parent }) => parent === null,
  },
  {
    contact: one<FolderRow>(named('Contact'), ({ contact }) => contact),
    creator: one<FolderRow>(creatorShape, ({ creator }) => creator),
    document_category: one<FolderRow>(nested('DocumentCategory'), ({ category }) => category),
    external_properties: externalProperties,
    group: one<FolderRow>(named('Group'), accountGroup),
    latest_document_version: never(nested('DocumentVersion')),
    matter: one<FolderRow>(named('Matter'), ({ matter }) => matter),
    parent: one<FolderRow>(named('Folder'), ({ parent }) => parent),
  },
);

export const folders: Resource = {
  name: 'folders',
  shape: folderShape,
  limitMax: 200,
  permission: 'Documents',
  filters: itemFilters,
  also: shownItems,
  orders: itemOrders,
};
