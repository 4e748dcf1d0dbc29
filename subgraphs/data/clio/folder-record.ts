import { z } from 'zod';
import { flag, head, instant, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A folder of documents. What lies in the trash stays in the list, with the time of its deletion. */
export const folderRecord = clioRecord({
  entity: 'FOLDERS',
  table: 'folder',
  path: '/api/v4/folders.json',
  order: 'id(asc)',
  query: { include_deleted: 'true' },
  fields:
    'id,etag,type,name,locked,root,deleted_at,created_at,updated_at,parent{id,type,name},matter{id,display_number},contact{id,name}',
  schema: z.object({
    ...head,
    name: text,
    locked: flag,
    root: flag,
    deleted_at: instant,
    parent: related,
    matter: related,
    contact: related,
  }),
  deletedAt: (folder) => folder.deleted_at,
  columns: {
    name: ['text', (folder) => folder.name],
    locked: ['boolean', (folder) => folder.locked],
    root: ['boolean', (folder) => folder.root],
    parent_clio_id: ['text', (folder) => folder.parent?.id],
    matter_clio_id: ['text', (folder) => folder.matter?.id],
    contact_clio_id: ['text', (folder) => folder.contact?.id],
  },
});
