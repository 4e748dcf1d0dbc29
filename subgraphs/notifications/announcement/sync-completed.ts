import type { EventPayload } from '@smarterfirms/platform/events';
import type { Announcement, Audience } from './announcement.ts';
import { countText, durationText, instantText } from './wording.ts';

const recordNames: Readonly<Record<string, string>> = {
  USERS: 'Timekeepers',
  GROUPS: 'Groups',
  PRACTICE_AREAS: 'Practice areas',
  MATTER_STAGES: 'Matter stages',
  CUSTOM_FIELDS: 'Custom fields',
  ACTIVITY_DESCRIPTIONS: 'Activity descriptions',
  EXPENSE_CATEGORIES: 'Expense categories',
  TASK_TYPES: 'Task types',
  CONTACTS: 'Contacts',
  MATTERS: 'Matters',
  RELATIONSHIPS: 'Relationships',
  ACTIVITIES: 'Time and expenses',
  BILLS: 'Bills',
  LINE_ITEMS: 'Bill line items',
  ALLOCATIONS: 'Payments on bills',
  CREDIT_MEMOS: 'Credit memos',
  TASKS: 'Tasks',
  CALENDARS: 'Calendars',
  CALENDAR_ENTRIES: 'Calendar entries',
  MATTER_NOTES: 'Notes on matters',
  CONTACT_NOTES: 'Notes on contacts',
  COMMUNICATIONS: 'Communications',
  FOLDERS: 'Folders',
  DOCUMENTS: 'Documents',
  BANK_ACCOUNTS: 'Bank accounts',
  BANK_TRANSACTIONS: 'Bank transactions',
  TRUST_LINE_ITEMS: 'Trust line items',
  OUTSTANDING_CLIENT_BALANCES: 'Outstanding balances',
};

/** The whole copy of a firm's data is there. */
export function syncCompleted(
  { startedAt, finishedAt, entities }: EventPayload<'sync.completed'>,
  audience: Audience,
): Announcement {
  const count = (value: number) => countText(value, audience);
  const fetched = entities.reduce((sum, entity) => sum + entity.fetched, 0);
  return {
    kind: 'SYNC_COMPLETED',
    title: `The Clio data of ${audience.firmName} is ready`,
    body:
      `${count(fetched)} ${fetched === 1 ? 'record was' : 'records were'} copied from Clio in ${durationText(startedAt, finishedAt)}. ` +
      `The copy was complete on ${instantText(finishedAt, audience)}.`,
    href: `/firms/${audience.firmId}/matters`,
    action: 'Open your matters',
    counts: {
      columns: ['Record', 'In Clio', 'New', 'Changed', 'Unchanged'],
      rows: entities.map((entity) => [
        recordNames[entity.type] ?? entity.type,
        count(entity.fetched),
        count(entity.inserted),
        count(entity.changed),
        count(entity.unchanged),
      ]),
    },
  };
}
