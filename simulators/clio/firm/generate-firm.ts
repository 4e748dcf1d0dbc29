import { generateActivities } from './activities.ts';
import { anchorAt } from './anchor.ts';
import { generateBills } from './bills.ts';
import { generateContact } from './contacts.ts';
import { generateDeletedBills } from './deleted-bills.ts';
import { generateDocuments } from './documents.ts';
import { type Firm, type ResourceName, resourceNames, tableOf } from './firm.ts';
import { emptyFirm } from './firm-setting.ts';
import { generateMatters } from './matters.ts';
import {
  generateCalendarEntries,
  generateCalendars,
  generateCommunications,
  generateNotes,
  generateTasks,
} from './office.ts';
import { generatePayments } from './payments.ts';
import type { ContactRow } from './people-rows.ts';
import type { FirmProfile } from './profiles.ts';
import { Random } from './random.ts';
import type { RecordTable } from './record-table.ts';
import { generateRelationships } from './relationships.ts';
import type { Row } from './rows.ts';
import { generateGroups, generateSettings } from './settings.ts';
import { TimeZone } from './time-zone.ts';
import { generateUsers } from './users.ts';
import { Work } from './work.ts';
import { linkWork } from './work-subject.ts';

/**
 * Where each kind's ids begin; every firm has its own ten million of each, so no two firms share an id. Bills, activities
 * and line items lie beyond 32 bits on purpose.
 */
const idBase: Record<ResourceName, number> = {
  users: 344_000_000,
  contacts: 1_480_000_000,
  matters: 1_720_000_000,
  activities: 6_100_000_000,
  bills: 2_310_000_000,
  line_items: 9_400_000_000,
  groups: 301_000_000,
  practice_areas: 302_000_000,
  matter_stages: 303_000_000,
  custom_fields: 304_000_000,
  activity_descriptions: 305_000_000,
  expense_categories: 306_000_000,
  task_types: 307_000_000,
  relationships: 4_100_000_000,
  tasks: 3_300_000_000,
  calendars: 5_050_000_000,
  calendar_entries: 5_600_000_000,
  notes: 2_700_000_000,
  communications: 3_800_000_000,
  allocations: 2_900_000_000,
  credit_memos: 910_000_000,
  bank_accounts: 309_000_000,
  bank_transactions: 4_700_000_000,
  bank_transfers: 920_000_000,
  trust_line_items: 8_200_000_000,
  // Documents and folders share one sequence, because Clio lists both in one walk by id.
  folders: 14_100_000_000,
  documents: 14_100_000_000,
  document_versions: 18_300_000_000,
};

/** More than a firm has records of one kind; with an instant in seconds still below 2^53. */
const positions = 2 ** 20;

export interface FirmOptions {
  /** Records of users, contacts, matters, activities, bills and line items together; documents come on top. */
  size: number;
  seed: string;
  /** The end of the history: a moment in milliseconds or a day such as `2026-03-02`. */
  until: number | string;
  /** Of the flat fees, how many are of the type `FixedFee`, from 0 to 1. Default 0.05. */
  fixedFeeShare?: number;
}

/**
 * Generates a law firm with three years of history. The same profile and options give the same firm, record by record.
 *
 * The shares of the kinds were chosen after small firms' books; bills and lines follow from the work, and contacts who
 * are not clients fill up what is missing to `size`.
 */
export function generateFirm(profile: FirmProfile, { size, seed, until, fixedFeeShare = 0.05 }: FirmOptions): Firm {
  const zone = new TimeZone(profile.zone);
  const anchor = anchorAt(until, zone);
  const firm = emptyFirm(profile, zone, anchor);
  const work = new Work(firm, anchor);
  const randomFor = (part: string) => new Random(`${seed}/${profile.number}/${part}`);

  const settings = generateSettings(work, profile);
  const users = generateUsers(work, profile, Math.round(7 + Math.sqrt(size) / 8), randomFor('users'));

  const contactRandom = randomFor('contacts');
  const contacts: ContactRow[] = [];
  const companies: ContactRow[] = [];
  const add = (role: 'client' | 'vendor' | 'other', from: number) => {
    const day = work.workday(from, work.today - 1, contactRandom);
    const contact = generateContact(work, profile.country, role, day, companies, contactRandom);
    if (contact.isCompany && role !== 'vendor') companies.push(contact);
    contacts.push(contact);
    return contact;
  };
  const clients = Array.from({ length: Math.round(size * 0.07) }, () => add('client', work.firstDay - 90));
  clients.sort((left, right) => left.createdAt - right.createdAt);
  const vendors = Array.from({ length: Math.max(4, Math.round(size * 0.004)) }, () =>
    add('vendor', work.firstDay - 60),
  );

  const matters = generateMatters(
    work,
    profile,
    Math.round(size * 0.12),
    clients,
    users,
    settings,
    randomFor('matters'),
  );
  const activities = generateActivities(
    work,
    Math.round(size * 0.41),
    matters,
    users,
    vendors,
    settings,
    fixedFeeShare,
    randomFor('activities'),
  );
  const { bills, lineItems } = generateBills(work, activities, randomFor('bills'));
  const others = size - users.length - matters.length - activities.length - bills.length - lineItems.length;
  while (contacts.length < others) add('other', work.firstDay);

  const { folders, documents, versions } = generateDocuments(work, matters, clients, users, randomFor('documents'));
  const office = { work, users, contacts, matters };
  const calendars = generateCalendars(work, users);
  const share = (part: number) => Math.max(20, Math.round(size * part));
  const payments = generatePayments(work, bills, matters, randomFor('payments'));
  const deleted = generateDeletedBills(work, bills, randomFor('deleted bills'));
  const rows: { [Name in Exclude<ResourceName, 'folders' | 'documents'>]: Firm['tables'][Name]['rows'] } = {
    users,
    contacts,
    matters,
    activities,
    bills: [...bills, ...deleted],
    line_items: lineItems,
    groups: generateGroups(work, profile, users),
    practice_areas: settings.practiceAreas,
    matter_stages: settings.matterStages,
    custom_fields: settings.customFields,
    activity_descriptions: settings.activityDescriptions,
    expense_categories: settings.expenseCategories,
    task_types: settings.taskTypes,
    tasks: generateTasks(office, settings.taskTypes, share(0.05), randomFor('tasks')),
    calendars,
    calendar_entries: generateCalendarEntries(office, calendars, share(0.03), randomFor('calendar entries')),
    notes: generateNotes(office, share(0.05), randomFor('notes')),
    communications: generateCommunications(office, share(0.04), randomFor('communications')),
    allocations: payments.allocations,
    credit_memos: payments.creditMemos,
    bank_accounts: payments.accounts,
    bank_transactions: payments.transactions,
    bank_transfers: payments.transfers,
    trust_line_items: payments.trustLineItems,
    relationships: generateRelationships(work, matters, contacts, randomFor('relationships')),
    document_versions: versions,
  };
  linkWork(activities, rows, randomFor('work subjects'));
  for (const name of resourceNames) {
    if (name === 'documents') continue;
    const own = name === 'folders' ? [...folders, ...documents] : rows[name];
    fill(firm, name, own, profile.number, randomFor(`${name} ids`));
  }
  const { contacts: people, matters: cases } = firm.tables;
  firm.beginnings = { contacts: people.rows.map(({ id }) => id), matters: cases.rows.map(({ id }) => id) };
  return firm;
}

/** Gives ids in the order of creation, with gaps: Clio's tables are shared by all its customers. */
function fill(firm: Firm, name: ResourceName, rows: readonly Row[], number: number, random: Random): void {
  const table = tableOf(firm, name);
  const documents = tableOf(firm, 'documents');
  const tableFor = (row: Row): RecordTable => (name === 'folders' && 'versions' in row ? documents : table);
  // Instant and position in one number: sorting plain numbers takes a fifth of the time of comparing rows.
  const keys = new Float64Array(rows.length);
  for (const [position, { createdAt }] of rows.entries()) keys[position] = createdAt * positions + position;
  keys.sort();
  let id = idBase[name] + number * 10_000_000;
  for (const key of keys) {
    const row = rows[key % positions];
    if (!row) continue;
    id += random.between(1, 13);
    row.id = id;
    tableFor(row).rows.push(row);
  }
  // A kind the firm has nothing of begins where its ids do.
  table.startAfter(id);
}
