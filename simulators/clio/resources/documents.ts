import type { DocumentRow, DocumentVersionRow } from '../firm/document-rows.ts';
import { creatorShape } from './creator.ts';
import { latestVersionShape } from './document-versions.ts';
import { externalProperties } from './external-properties.ts';
import { accountGroup } from './groups.ts';
import { documentFilters, itemOrders, shownItems } from './item-filters.ts';
import { nested } from './nested-shapes.ts';
import { constant, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, one, readField, type Shape } from './shape.ts';

/** The newest version whose upload was confirmed; before the first one was, the one that is being uploaded. */
export function latestVersion({ versions }: DocumentRow): DocumentVersionRow | null {
  return versions.findLast(({ uploaded }) => uploaded) ?? versions.at(-1) ?? null;
}

export const documentShape: Shape = defineShape<DocumentRow>(
  'Document',
  {
    ...recordFields('documents'),
    type: constant('Document'),
    name: ({ name }) => name,
    content_type: (row) => latestVersion(row)?.contentType ?? null,
    deleted_at: ({ deletedAt, firm }) => (deletedAt === null ? null : firm.zone.format(deletedAt)),
    filename: (row) => latestVersion(row)?.filename ?? null,
    locked: ({ locked }) => locked,
    received_at: ({ receivedAt, firm }) => (receivedAt === null ? null : firm.zone.format(receivedAt)),
    size: (row) => latestVersion(row)?.size ?? null,
  },
  {
    contact: one<DocumentRow>(named('Contact'), ({ parent }) => parent.contact),
    creator: one<DocumentRow>(creatorShape, ({ creator }) => creator),
    document_category: one<DocumentRow>(nested('DocumentCategory'), ({ category }) => category),
    external_properties: externalProperties,
    group: one<DocumentRow>(named('Group'), accountGroup),
    latest_document_version: one<DocumentRow>(latestVersionShape, latestVersion),
    matter: one<DocumentRow>(named('Matter'), ({ parent }) => parent.matter),
    parent: one<DocumentRow>(named('Folder'), ({ parent }) => parent),
  },
);

export const documents: Resource = {
  name: 'documents',
  shape: documentShape,
  limitMax: 200,
  permission: 'Documents',
  filters: documentFilters,
  also: shownItems,
  orders: {
    ...itemOrders,
    created_at: (row) => row.createdAt,
    // The number that Clio shows beside a document; it counts up with the id.
    document_number: (row) => row.id,
    // In the list of both kinds a folder was never received.
    received_at: (row) => ('receivedAt' in row ? readField(documentShape, row, 'received_at') : null),
  },
};
