import type { BadgeTone } from '../design/badge.tsx';
import type { ClioRegion, SyncEntityStatus, SyncEntityType, SyncKind, SyncStatus } from '../generated/graphql.ts';

export const entityNames: Record<SyncEntityType, string> = {
  USERS: 'Users',
  CONTACTS: 'Contacts',
  MATTERS: 'Matters',
  ACTIVITIES: 'Activities',
  BILLS: 'Bills',
  LINE_ITEMS: 'Line items',
};

export const kindNames: Record<SyncKind, string> = {
  FULL: 'Full sync',
  INCREMENTAL: 'Update',
  TARGETED: 'Single records',
  RECONCILING: 'Reconciliation',
};

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
