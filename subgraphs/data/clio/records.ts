import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { activityDescriptionRecord } from './activity-description-record.ts';
import { activityRecord } from './activity-record.ts';
import { allocationRecord } from './allocation-record.ts';
import { bankAccountRecord } from './bank-account-record.ts';
import { bankTransactionRecord } from './bank-transaction-record.ts';
import { billRecord } from './bill-record.ts';
import { calendarEntryRecord } from './calendar-entry-record.ts';
import { calendarRecord } from './calendar-record.ts';
import { communicationRecord } from './communication-record.ts';
import { contactRecord } from './contact-record.ts';
import { creditMemoRecord } from './credit-memo-record.ts';
import { customFieldRecord } from './custom-field-record.ts';
import { documentRecord } from './document-record.ts';
import { expenseCategoryRecord } from './expense-category-record.ts';
import { folderRecord } from './folder-record.ts';
import { groupRecord } from './group-record.ts';
import { lineItemRecord } from './line-item-record.ts';
import { matterRecord } from './matter-record.ts';
import { matterStageRecord } from './matter-stage-record.ts';
import { contactNoteRecord, matterNoteRecord } from './note-record.ts';
import { outstandingClientBalanceRecord } from './outstanding-client-balance-record.ts';
import { practiceAreaRecord } from './practice-area-record.ts';
import type { ClioRecord } from './record.ts';
import { relationshipRecord } from './relationship-record.ts';
import { taskRecord } from './task-record.ts';
import { taskTypeRecord } from './task-type-record.ts';
import { trustLineItemRecord } from './trust-line-item-record.ts';
import { userRecord } from './user-record.ts';

/** Every kind of record that a sync copies. */
export const clioRecords: Record<SyncEntityType, ClioRecord> = {
  USERS: userRecord,
  GROUPS: groupRecord,
  PRACTICE_AREAS: practiceAreaRecord,
  MATTER_STAGES: matterStageRecord,
  CUSTOM_FIELDS: customFieldRecord,
  ACTIVITY_DESCRIPTIONS: activityDescriptionRecord,
  EXPENSE_CATEGORIES: expenseCategoryRecord,
  TASK_TYPES: taskTypeRecord,
  CONTACTS: contactRecord,
  MATTERS: matterRecord,
  RELATIONSHIPS: relationshipRecord,
  ACTIVITIES: activityRecord,
  BILLS: billRecord,
  LINE_ITEMS: lineItemRecord,
  ALLOCATIONS: allocationRecord,
  CREDIT_MEMOS: creditMemoRecord,
  TASKS: taskRecord,
  CALENDARS: calendarRecord,
  CALENDAR_ENTRIES: calendarEntryRecord,
  MATTER_NOTES: matterNoteRecord,
  CONTACT_NOTES: contactNoteRecord,
  COMMUNICATIONS: communicationRecord,
  FOLDERS: folderRecord,
  DOCUMENTS: documentRecord,
  BANK_ACCOUNTS: bankAccountRecord,
  BANK_TRANSACTIONS: bankTransactionRecord,
  TRUST_LINE_ITEMS: trustLineItemRecord,
  OUTSTANDING_CLIENT_BALANCES: outstandingClientBalanceRecord,
};
