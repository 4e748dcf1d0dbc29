import type { ResourceName } from '../firm/firm.ts';
import { activities } from './activities.ts';
import { activityDescriptions } from './activity-descriptions.ts';
import { allocations } from './allocations.ts';
import { bankAccounts } from './bank-accounts.ts';
import { bankTransactions } from './bank-transactions.ts';
import { bankTransfers } from './bank-transfers.ts';
import { bills } from './bills.ts';
import { calendarEntries } from './calendar-entries.ts';
import { calendars } from './calendars.ts';
import { communications } from './communications.ts';
import { contacts } from './contacts.ts';
import { creditMemos } from './credit-memos.ts';
import { customFields } from './custom-fields.ts';
import { documentVersions } from './document-versions.ts';
import { documents } from './documents.ts';
import { expenseCategories } from './expense-categories.ts';
import { folders } from './folders.ts';
import { groups } from './groups.ts';
import { lineItems } from './line-items.ts';
import { matterStages } from './matter-stages.ts';
import { matters } from './matters.ts';
import { notes } from './notes.ts';
import { practiceAreas } from './practice-areas.ts';
import { relationships } from './relationships.ts';
import type { Resource } from './resource.ts';
import { taskTypes } from './task-types.ts';
import { tasks } from './tasks.ts';
import { trustLineItems } from './trust-line-items.ts';
import { users } from './users.ts';

/** Every collection the simulator serves, by the name in its path. */
export const resources: Readonly<Record<ResourceName, Resource>> = {
  users,
  contacts,
  matters,
  activities,
  bills,
  line_items: lineItems,
  groups,
  practice_areas: practiceAreas,
  matter_stages: matterStages,
  custom_fields: customFields,
  activity_descriptions: activityDescriptions,
  expense_categories: expenseCategories,
  task_types: taskTypes,
  relationships,
  tasks,
  calendars,
  calendar_entries: calendarEntries,
  notes,
  communications,
  allocations,
  credit_memos: creditMemos,
  bank_accounts: bankAccounts,
  bank_transactions: bankTransactions,
  bank_transfers: bankTransfers,
  trust_line_items: trustLineItems,
  folders,
  documents,
  document_versions: documentVersions,
};
