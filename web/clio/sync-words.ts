import type { BadgeTone } from '../design/badge.tsx';
import type { ClioRegion, SyncEntityStatus, SyncEntityType, SyncKind, SyncStatus } from '../generated/graphql.ts';

export const entityNames: Record<SyncEntityType, string> = {
  USERS: 'Users',
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
  ACTIVITIES: 'Activities',
  BILLS: 'Bills',
  LINE_ITEMS: 'Line items',
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

const kindNames: Record<SyncKind, string> = {
  FULL: 'Full sync',
  INCREMENTAL: 'Update',
  TARGETED: 'Single records',
  RECONCILING: 'Reconciliation',
};

/** What a job does, for people; of which kinds of records where it is about a few. */
export function jobName({ kind, entities }: { kind: SyncKind; entities: readonly { type: SyncEntityType }[] }): string {
  const few = entities.length > 0 && entities.length <= 2;
  if (!few) return kindNames[kind];
  return `${kindNames[kind]} of ${entities.map(({ type }) => entityNames[type].toLowerCase()).join(' and ')}`;
}

export const statusWords: Record<SyncStatus, { name: string; tone: BadgeTone }> = {
  QUEUED: { name: 'Queued', tone: 'plain' },
  RUNNING: { name: 'Running', tone: 'good' },
  COMPLETED: { name: 'Completed', tone: 'good' },
  PARTIAL: { name: 'Partly completed', tone: 'wait' },
  FAILED: { name: 'Failed', tone: 'fail' },
  CANCELLED: { name: 'Cancelled', tone: 'plain' },
};

export const entityWords: Record<SyncEntityStatus, { name: string; tone: BadgeTone }> = {
  QUEUED: { name: 'Waiting', tone: 'plain' },
  RUNNING: { name: 'Running', tone: 'good' },
  COMPLETED: { name: 'Done', tone: 'good' },
  UNAVAILABLE: { name: 'Not available', tone: 'wait' },
  FAILED: { name: 'Failed', tone: 'fail' },
  CANCELLED: { name: 'Cancelled', tone: 'plain' },
};

export const regions: readonly { region: ClioRegion; name: string; host: string }[] = [
  { region: 'US', name: 'United States', host: 'app.clio.com' },
  { region: 'CA', name: 'Canada', host: 'ca.app.clio.com' },
  { region: 'EU', name: 'Europe and United Kingdom', host: 'eu.app.clio.com' },
  { region: 'AU', name: 'Australia', host: 'au.app.clio.com' },
];

export function regionName(region: ClioRegion): string {
  return regions.find((each) => each.region === region)?.name ?? region;
}

export function isRunning(status: SyncStatus | undefined): boolean {
  return status === 'QUEUED' || status === 'RUNNING';
}
