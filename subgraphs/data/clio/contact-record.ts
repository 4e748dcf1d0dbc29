import { z } from 'zod';
import { customFieldValueFields, customFieldValues, storedCustomFieldValues } from './custom-field-values.ts';
import { flag, head, related, text } from './fields.ts';
import { clioRecord } from './record.ts';

/** A person or a company; `type` says which. */
export const contactRecord = clioRecord({
  entity: 'CONTACTS',
  table: 'contact',
  path: '/api/v4/contacts.json',
  order: 'id(asc)',
  fields: `id,etag,type,name,prefix,first_name,middle_name,last_name,title,initials,date_of_birth,is_client,is_co_counsel,is_bill_recipient,primary_email_address,secondary_email_address,primary_phone_number,secondary_phone_number,created_at,updated_at,company{id,name},${customFieldValueFields}`,
  schema: z.object({
    ...head,
    type: text,
    name: text,
    prefix: text,
    first_name: text,
    middle_name: text,
    last_name: text,
    title: text,
    is_client: flag,
    primary_email_address: text,
    primary_phone_number: text,
    company: related,
    custom_field_values: customFieldValues,
  }),
  columns: {
    type: ['text', (contact) => contact.type],
    name: ['text', (contact) => contact.name],
    prefix: ['text', (contact) => contact.prefix],
    first_name: ['text', (contact) => contact.first_name],
    middle_name: ['text', (contact) => contact.middle_name],
    last_name: ['text', (contact) => contact.last_name],
    title: ['text', (contact) => contact.title],
    is_client: ['boolean', (contact) => contact.is_client],
    primary_email_address: ['text', (contact) => contact.primary_email_address],
    primary_phone_number: ['text', (contact) => contact.primary_phone_number],
    company_clio_id: ['text', (contact) => contact.company?.id],
    custom_field_values: ['jsonb', (contact) => storedCustomFieldValues(contact.custom_field_values)],
  },
});
