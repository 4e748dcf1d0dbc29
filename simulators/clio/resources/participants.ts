import type { ContactRow, UserRow } from '../firm/people-rows.ts';
import { contactName, contactShape } from './contacts.ts';
import { plainShape, readField, type Shape } from './shape.ts';
import { userShape } from './users.ts';

/** Someone who takes part in something: a person of the firm or a contact. */
export interface Participant {
  id: number;
  type: 'User' | 'Person' | 'Company';
  [field: string]: unknown;
}

export const participantShape: Shape = plainShape(
  'Participant',
  'id etag type name initials identifier secondary_identifier job_title_name enabled created_at updated_at',
);

export function participant(row: UserRow | ContactRow): Participant {
  const isUser = 'rateCents' in row;
  const shape = isUser ? userShape : contactShape;
  const read = (field: string) => readField(shape, row, field);
  return {
    id: row.id,
    type: isUser ? 'User' : row.isCompany ? 'Company' : 'Person',
    name: isUser ? read('name') : contactName(row),
    initials: read('initials'),
    identifier: read(isUser ? 'email' : 'primary_email_address'),
    secondary_identifier: read(isUser ? 'phone_number' : 'primary_phone_number'),
    job_title_name: isUser ? row.jobTitle : null,
    // Only people of the firm can be disabled.
    enabled: isUser ? read('enabled') : null,
    etag: read('etag'),
    created_at: read('created_at'),
    updated_at: read('updated_at'),
  };
}
