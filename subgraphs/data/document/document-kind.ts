import { nodeKind } from '../listing/node-kind.ts';
import { Document, type DocumentRow, toDocument } from './document.ts';

export const documentKind = nodeKind<DocumentRow, Document>({
  name: 'Document',
  type: Document,
  scope: 'matters:read',
  idKind: 'document',
  table: 'document',
  columns: [
    'name',
    'filename',
    'contentType',
    'sizeBytes',
    'locked',
    'receivedAt',
    'categoryName',
    'versionNumber',
    'clioCreatedAt',
    'clioUpdatedAt',
    'parentType',
    'parentClioId',
    'matterClioId',
    'contactClioId',
  ],
  show: toDocument,
});
