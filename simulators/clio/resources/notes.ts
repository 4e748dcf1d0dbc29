import type { NoteRow } from '../firm/office-rows.ts';
import type { Row } from '../firm/rows.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { date, recordFields } from './record-fields.ts';
import { entriesCount, timeEntries } from './recorded-for.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, noneOf, one, readField, type Shape } from './shape.ts';
import { userShape } from './users.ts';

export const noteShape: Shape = defineShape<NoteRow>(
  'Note',
  {
    ...recordFields('notes'),
    type: ({ matter }) => (matter === null ? 'Contact' : 'Matter'),
    date: ({ day }) => date(day),
    subject: ({ subject }) => subject,
    detail: ({ detail }) => detail,
    detail_text_type: ({ richText }) => (richText ? 'rich_text' : 'plain_text'),
    time_entries_count: entriesCount,
  },
  {
    author: one<NoteRow>(named('User'), ({ author }) => author),
    contact: one<NoteRow>(named('Contact'), ({ contact }) => contact),
    matter: one<NoteRow>(named('Matter'), ({ matter }) => matter),
    notification_event_subscribers: noneOf(nested('NotificationEventSubscriber')),
    time_entries: timeEntries,
  },
);

const on = filtersOn(() => noteShape);
const by = (field: string) => (row: Row) => readField(noteShape, row, field);

export const notes: Resource = {
  name: 'notes',
  shape: noteShape,
  limitMax: 200,
  permission: ['Matters', 'Contacts'],
  required: ['type'],
  filters: {
    ...commonFilters,
    contact_id: on.related('contact'),
    has_time_entries: on.where((row, wanted) => String(entriesCount(row) > 0) === wanted, ['true', 'false']),
    matter_id: on.related('matter'),
    query: on.text('subject', 'detail'),
    // Both cases were seen to work.
    type: on.words('type', { Matter: 'Matter', Contact: 'Contact', matter: 'Matter', contact: 'Contact' }),
  },
  orders: {
    author: (row) => readField(userShape, (row as NoteRow).author, 'name'),
    date: by('date'),
    updated_at: (row) => row.updatedAt,
  },
};
