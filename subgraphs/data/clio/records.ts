import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { activityRecord } from './activity-record.ts';
import { billRecord } from './bill-record.ts';
import { contactRecord } from './contact-record.ts';
import { lineItemRecord } from './line-item-record.ts';
import { matterRecord } from './matter-record.ts';
import type { ClioRecord } from './record.ts';
import { userRecord } from './user-record.ts';

/** Every kind of record that a sync copies. */
export const clioRecords: Record<SyncEntityType, ClioRecord> = {
  USERS: userRecord,
  CONTACTS: contactRecord,
  MATTERS: matterRecord,
  ACTIVITIES: activityRecord,
  BILLS: billRecord,
  LINE_ITEMS: lineItemRecord,
};
