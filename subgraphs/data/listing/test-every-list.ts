import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { markDeleted } from '../sync/mark-deleted.ts';
import type { startTestService, TestFirm } from '../test-service.ts';

type TestDataService = Awaited<ReturnType<typeof startTestService>>;

const usd = { id: 1, code: 'USD' };
const at = '2026-03-01T09:00:00-08:00';
const related = { matter: { id: 100 }, contact: { id: 10 }, client: { id: 10 }, bill: { id: 300 }, user: { id: 1 } };

/** Each list of the firm: the records behind it, what is asked of a node, what comes, and the order fields. */
export const everyList: Record<
  string,
  { entity: SyncEntityType; record: object; node: string; shown: object; orders: readonly string[] }
> = {
  contacts: {
    entity: 'CONTACTS',
    record: { type: 'Person', name: 'Zoë' },
    node: 'name type',
    shown: { name: 'Zoë', type: 'Person' },
    orders: ['NAME', 'UPDATED_AT'],
  },
  activities: {
    entity: 'ACTIVITIES',
    record: { type: 'TimeEntry', date: '2026-03-02', ...related },
    node: 'date matter { clioId } timekeeper { clioId }',
    shown: { date: '2026-03-02', matter: { clioId: '100' }, timekeeper: { clioId: '1' } },
    orders: ['DATE', 'UPDATED_AT'],
  },
  bills: {
    entity: 'BILLS',
    record: { number: '7', state: 'paid', issued_at: '2026-03-02', currency: usd, total: 12.5, client: { id: 10 } },
    node: 'number total { amount currency } client { clioId }',
    shown: { number: '7', total: { amount: 1250, currency: 'USD' }, client: { clioId: '10' } },
    orders: ['ISSUED_ON', 'UPDATED_AT'],
  },
  practiceAreas: {
    entity: 'PRACTICE_AREAS',
    record: { name: 'Family', code: 'FAM', category: 'family' },
    node: 'name code category',
    shown: { name: 'Family', code: 'FAM', category: 'family' },
    orders: ['NAME'],
  },
  matterStages: {
    entity: 'MATTER_STAGES',
    record: { name: 'Discovery', order: 2, practice_area_id: '5000' },
    node: 'name position practiceArea { clioId }',
    shown: { name: 'Discovery', position: 2, practiceArea: { clioId: '5000' } },
    orders: ['POSITION', 'NAME'],
  },
  groups: {
    entity: 'GROUPS',
    record: { name: 'Everybody', type: 'AccountGroup', users: [{ id: 1 }, { id: 999 }] },
    node: 'name type members { clioId }',
    shown: { name: 'Everybody', type: 'AccountGroup', members: [{ clioId: '1' }] },
    orders: ['NAME'],
  },
  customFields: {
    entity: 'CUSTOM_FIELDS',
    record: {
      name: 'Court',
      parent_type: 'Matter',
      field_type: 'picklist',
      display_order: 3,
      picklist_options: [
        { id: 1, option: 'High' },
        { id: 2, option: 'Old', deleted_at: at },
      ],
    },
    node: 'name fieldType displayOrder picklistOptions { clioId option }',
    shown: {
      name: 'Court',
      fieldType: 'picklist',
      displayOrder: 3,
      picklistOptions: [{ clioId: '1', option: 'High' }],
    },
    orders: ['NAME', 'DISPLAY_ORDER'],
  },
  relationships: {
    entity: 'RELATIONSHIPS',
    record: { description: 'Opposing counsel', ...related },
    node: 'description matter { clioId } contact { clioId }',
    shown: { description: 'Opposing counsel', matter: { clioId: '100' }, contact: { clioId: '10' } },
    orders: ['UPDATED_AT'],
  },
  tasks: {
    entity: 'TASKS',
    record: {
      name: 'File',
      due_at: '2026-03-05',
      priority: 'High',
      assignee: { id: 1, type: 'User', name: 'A' },
      ...related,
    },
    node: 'name dueOn priority assigneeName assignee { clioId } matter { clioId }',
    shown: {
      name: 'File',
      dueOn: '2026-03-05',
      priority: 'high',
      assigneeName: 'A',
      assignee: { clioId: '1' },
      matter: { clioId: '100' },
    },
    orders: ['DUE_ON', 'UPDATED_AT'],
  },
  calendarEntries: {
    entity: 'CALENDAR_ENTRIES',
    record: { summary: 'Hearing', start_at: at, attendees: [{ id: 4, type: 'Calendar', name: 'Ada' }], ...related },
    node: 'summary startAt attendees { clioId type name } matter { clioId }',
    shown: {
      summary: 'Hearing',
      startAt: '2026-03-01T17:00:00.000Z',
      attendees: [{ clioId: '4', type: 'Calendar', name: 'Ada' }],
      matter: { clioId: '100' },
    },
    orders: ['START_AT', 'UPDATED_AT'],
  },
  notes: {
    entity: 'MATTER_NOTES',
    record: { type: 'Matter', subject: 'Intake', date: '2026-03-02', author: { id: 1 }, matter: { id: 100 } },
    node: 'regarding subject date author { clioId } matter { clioId } contact { clioId }',
    shown: {
      regarding: 'Matter',
      subject: 'Intake',
      date: '2026-03-02',
      author: { clioId: '1' },
      matter: { clioId: '100' },
      contact: null,
    },
    orders: ['DATE', 'UPDATED_AT'],
  },
  communications: {
    entity: 'COMMUNICATIONS',
    record: {
      type: 'EmailCommunication',
      subject: 'Hi',
      received_at: at,
      senders: [{ id: 8, type: 'Person', name: 'Roe' }],
      ...related,
    },
    node: 'type subject senders { name } receivers { name } matter { clioId } user { clioId }',
    shown: {
      type: 'EmailCommunication',
      subject: 'Hi',
      senders: [{ name: 'Roe' }],
      receivers: null,
      matter: { clioId: '100' },
      user: { clioId: '1' },
    },
    orders: ['RECEIVED_AT', 'UPDATED_AT'],
  },
  folders: {
    entity: 'FOLDERS',
    record: { name: 'Pleadings', root: false, parent: { id: 5000 }, ...related },
    node: 'name root parent { clioId } matter { clioId } contact { clioId }',
    shown: {
      name: 'Pleadings',
      root: false,
      parent: { clioId: '5000' },
      matter: { clioId: '100' },
      contact: { clioId: '10' },
    },
    orders: ['NAME', 'UPDATED_AT'],
  },
  documents: {
    entity: 'DOCUMENTS',
    record: {
      name: 'motion.pdf',
      size: 48_211,
      parent: { id: 5000, type: 'Folder' },
      latest_document_version: { id: 7, version_number: 3 },
      ...related,
    },
    node: 'name sizeBytes versionNumber folder { clioId } matter { clioId } contact { clioId }',
    shown: {
      name: 'motion.pdf',
      sizeBytes: 48_211,
      versionNumber: 3,
      folder: { clioId: '5000' },
      matter: { clioId: '100' },
      contact: { clioId: '10' },
    },
    orders: ['NAME', 'UPDATED_AT'],
  },
  allocations: {
    entity: 'ALLOCATIONS',
    record: { date: '2026-03-02', amount: 10.01, parent: { id: 3, type: 'Payment' }, ...related },
    node: 'date parentType amount { amount currency } bill { clioId } matter { clioId } contact { clioId }',
    shown: {
      date: '2026-03-02',
      parentType: 'Payment',
      amount: { amount: 1001, currency: 'CAD' },
      bill: { clioId: '300' },
      matter: { clioId: '100' },
      contact: { clioId: '10' },
    },
    orders: ['DATE', 'UPDATED_AT'],
  },
  creditMemos: {
    entity: 'CREDIT_MEMOS',
    record: { date: '2026-03-02', amount: 5, discount: true, ...related },
    node: 'date discount amount { amount currency } contact { clioId } user { clioId }',
    shown: {
      date: '2026-03-02',
      discount: true,
      amount: { amount: 500, currency: 'USD' },
      contact: { clioId: '10' },
      user: { clioId: '1' },
    },
    orders: ['DATE', 'UPDATED_AT'],
  },
  bankAccounts: {
    entity: 'BANK_ACCOUNTS',
    record: { name: 'IOLTA', type: 'Trust', currency: 'USD', balance: 12_500.5 },
    node: 'name type balance { amount currency }',
    shown: { name: 'IOLTA', type: 'Trust', balance: { amount: 1_250_050, currency: 'USD' } },
    orders: ['NAME'],
  },
  bankTransactions: {
    entity: 'BANK_TRANSACTIONS',
    record: {
      date: '2026-03-02',
      amount: 500,
      funds_in: 500,
      funds_out: null,
      currency: 'USD',
      bank_account: { id: 5000 },
      ...related,
    },
    node: 'date amount { amount } fundsOut { amount } bankAccount { clioId } matter { clioId } client { clioId } bill { clioId }',
    shown: {
      date: '2026-03-02',
      amount: { amount: 50_000 },
      fundsOut: null,
      bankAccount: { clioId: '5000' },
      matter: { clioId: '100' },
      client: { clioId: '10' },
      bill: { clioId: '300' },
    },
    orders: ['DATE', 'UPDATED_AT'],
  },
  trustLineItems: {
    entity: 'TRUST_LINE_ITEMS',
    record: { date: '2026-03-02', total: -500, note: 'Applied', matter: { id: 100 }, client: { id: 10 } },
    node: 'date note total { amount currency } bill { clioId } matter { clioId } client { clioId }',
    shown: {
      date: '2026-03-02',
      note: 'Applied',
      total: { amount: -50_000, currency: 'USD' },
      bill: null,
      matter: { clioId: '100' },
      client: { clioId: '10' },
    },
    orders: ['DATE'],
  },
  outstandingClientBalances: {
    entity: 'OUTSTANDING_CLIENT_BALANCES',
    record: { total_outstanding_balance: 1875.5, pending_payments_total: 0, currency: usd, ...related },
    node: 'total { amount currency } pending { amount } contact { clioId }',
    shown: { total: { amount: 187_550, currency: 'USD' }, pending: { amount: 0 }, contact: { clioId: '10' } },
    orders: ['TOTAL'],
  },
};

/** A firm with three records in each list, the third of which Clio has no longer, and what they refer to. */
export async function firmWithEverything(service: TestDataService): Promise<TestFirm> {
  const made = service.newFirm();
  await made.sync('USERS', [{ id: 1, name: 'Ada' }]);
  await made.sync('MATTERS', [{ id: 100, currency: usd }, { id: 101 }]);
  for (const { entity, record } of Object.values(everyList)) {
    const ids = ['CONTACTS', 'BILLS'].includes(entity) ? [] : [5000, 5001, 5002];
    await made.sync(
      entity,
      ids.map((id) => ({ id, updated_at: at, ...record })),
    );
    if (ids.length > 0) await gone(service, made, entity, '5002');
  }
  await made.sync(
    'CONTACTS',
    [10, 11, 12].map((id) => ({ id, ...everyList['contacts']?.record })),
  );
  await made.sync('BILLS', [
    { id: 300, currency: { id: 2, code: 'CAD' } },
    ...[301, 302].map((id) => ({ id, ...everyList['bills']?.record })),
  ]);
  await gone(service, made, 'CONTACTS', '12');
  return made;
}

function gone(service: TestDataService, { id: firmId }: TestFirm, entity: SyncEntityType, clioId: string) {
  const deletion = { firmId, entity, clioIds: [clioId], seenDeletedAt: new Date(), by: 'SWEEP' } as const;
  return markDeleted(service.workerPool, deletion);
}
