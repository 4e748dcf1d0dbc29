import type { DocumentVersionRow, Upload } from '../firm/document-rows.ts';
import { uuidOf } from '../firm/uuid.ts';
import { creatorShape } from './creator.ts';
import { filtersOn } from './filters.ts';
import { recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, one, plainShape, type Shape } from './shape.ts';

const headerShape = plainShape('MultipartHeader', 'name value');

const partShape: Shape = {
  ...defineShape<Upload>(
    'Multipart',
    { part_number: ({ partNumber }) => partNumber, put_url: ({ putUrl }) => putUrl },
    {
      put_headers: many<Upload>(
        () => headerShape,
        ({ putHeaders }) => putHeaders,
      ),
    },
  ),
  // Nobody could upload a part without its headers, and one level of braces does not reach them.
  stub: ['part_number', 'put_url', 'put_headers'],
};

export const documentVersionShape: Shape = defineShape<DocumentVersionRow>(
  'DocumentVersion',
  {
    ...recordFields('document_versions'),
    content_type: ({ contentType }) => contentType,
    document_id: ({ document }) => document.id,
    filename: ({ filename }) => filename,
    fully_uploaded: ({ uploaded }) => uploaded,
    put_url: ({ uploads }) => uploads?.find(({ partNumber }) => partNumber === null)?.putUrl ?? null,
    received_at: ({ receivedAt, firm }) => (receivedAt === null ? null : firm.zone.format(receivedAt)),
    size: ({ size }) => size,
    uuid: uuidOf,
    version_number: ({ number }) => number,
  },
  {
    creator: one<DocumentVersionRow>(creatorShape, ({ creator }) => creator),
    multiparts: many<DocumentVersionRow>(
      () => partShape,
      ({ uploads }) => (uploads ?? []).filter(({ partNumber }) => partNumber !== null),
    ),
    put_headers: many<DocumentVersionRow>(
      () => headerShape,
      ({ uploads }) => uploads?.find(({ partNumber }) => partNumber === null)?.putHeaders ?? [],
    ),
  },
);

const asRelated: Shape = { ...documentVersionShape, stub: ['id', 'version_number'] };

/** Inside a document, without braces, Clio shows the number of the version instead of its etag. */
export function latestVersionShape(): Shape {
  return asRelated;
}

const on = filtersOn(() => documentVersionShape);

export const documentVersions: Resource = {
  name: 'document_versions',
  shape: documentVersionShape,
  limitMax: 200,
  permission: 'Documents',
  filters: { fully_uploaded: on.boolean('fully_uploaded') },
  // The collection has no `order` parameter.
  orders: undefined,
};
