import { z } from 'zod';
import { head, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** What a contact is to a matter, in the firm's own words. */
export const relationshipRecord = clioRecord({
  entity: 'RELATIONSHIPS',
  table: 'relationship',
  path: '/api/v4/relationships.json',
  order: undefined,
  fields: 'id,etag,description,created_at,updated_at,contact{id,name},matter{id,display_number}',
  schema: z.object({
    ...head,
    description: text,
    contact: related,
    matter: related,
  }),
  columns: {
    description: ['text', (relationship) => relationship.description],
    contact_clio_id: ['text', (relationship) => relationship.contact?.id],
    matter_clio_id: ['text', (relationship) => relationship.matter?.id],
  },
});
