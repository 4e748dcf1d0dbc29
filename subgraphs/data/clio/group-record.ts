import { z } from 'zod';
import { asJson, flag, head, idsOf, list, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A group of users. Groups have no `created_at`. */
export const groupRecord = clioRecord({
  entity: 'GROUPS',
  table: 'user_group',
  path: '/api/v4/groups.json',
  order: 'id(asc)',
  fields: 'id,etag,name,type,client_connect_user,updated_at,users{id,name}',
  schema: z.object({
    ...head,
    name: text,
    type: text,
    client_connect_user: flag,
    users: list(related),
  }),
  columns: {
    name: ['text', (group) => group.name],
    type: ['text', (group) => group.type],
    client_connect_user: ['boolean', (group) => group.client_connect_user],
    user_clio_ids: ['jsonb', (group) => asJson(idsOf(group.users))],
  },
});
