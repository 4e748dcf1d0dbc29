import type { ClioModel } from '@smarterfirms/clio/webhook-model';
import type { SyncEntityType } from '@smarterfirms/platform/messages';

/** What a webhook's model is called in the copy; undefined where the copy holds no such records. */
const entities: Record<ClioModel, SyncEntityType | undefined> = {
  matter: 'MATTERS',
  activity: 'ACTIVITIES',
  bill: 'BILLS',
  calendar_entry: 'CALENDAR_ENTRIES',
  communication: 'COMMUNICATIONS',
  contact: 'CONTACTS',
  task: 'TASKS',
  document: 'DOCUMENTS',
  folder: 'FOLDERS',
  // Its money shows in allocations and bank transactions, which Clio tells of by no webhook.
  clio_payments_payment: undefined,
};

export function entityOfModel(model: ClioModel): SyncEntityType | undefined {
  return entities[model];
}
