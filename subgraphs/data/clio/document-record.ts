import { z } from 'zod';
import { clioId, flag, head, instant, integer, participant, related, text, title, wholeNumber } from './fields.ts';
import { clioRecord } from './record.ts';

/**
 * What Clio knows about a document; the content is fetched apart, when somebody asks for it. What lies in the trash stays in
 * the list.
 */
export const documentRecord = clioRecord({
  entity: 'DOCUMENTS',
  table: 'document',
  path: '/api/v4/documents.json',
  order: 'id(asc)',
  query: { include_deleted: 'true' },
  fields:
    'id,etag,type,name,filename,content_type,size,locked,received_at,deleted_at,created_at,updated_at,parent{id,type,name},matter{id,display_number},contact{id,name},creator{id,name},document_category{id,name},latest_document_version{id,version_number,fully_uploaded}',
  schema: z.object({
    ...head,
    name: title,
    filename: text,
    content_type: text,
    size: wholeNumber,
    locked: flag,
    received_at: instant,
    deleted_at: instant,
    parent: participant,
    matter: related,
    contact: related,
    creator: related,
    document_category: related,
    latest_document_version: z
      .object({ id: clioId.nullish(), version_number: integer, fully_uploaded: flag })
      .nullish(),
  }),
  deletedAt: (document) => document.deleted_at,
  columns: {
    name: ['text', (document) => document.name],
    filename: ['text', (document) => document.filename],
    content_type: ['text', (document) => document.content_type],
    size_bytes: ['bigint', (document) => document.size],
    locked: ['boolean', (document) => document.locked],
    received_at: ['timestamptz', (document) => document.received_at],
    parent_clio_id: ['text', (document) => document.parent?.id],
    parent_type: ['text', (document) => document.parent?.type],
    parent_name: ['text', (document) => document.parent?.name],
    matter_clio_id: ['text', (document) => document.matter?.id],
    contact_clio_id: ['text', (document) => document.contact?.id],
    creator_clio_id: ['text', (document) => document.creator?.id],
    category_clio_id: ['text', (document) => document.document_category?.id],
    category_name: ['text', (document) => document.document_category?.name],
    version_clio_id: ['text', (document) => document.latest_document_version?.id],
    version_number: ['integer', (document) => document.latest_document_version?.version_number],
    fully_uploaded: ['boolean', (document) => document.latest_document_version?.fully_uploaded],
  },
});
