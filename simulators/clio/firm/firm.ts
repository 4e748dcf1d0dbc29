import type { RegionName } from '../region.ts';
import type { DocumentRow, DocumentVersionRow, FolderRow } from './document-rows.ts';
import type {
  AllocationRow,
  BankAccountRow,
  BankTransactionRow,
  BankTransferRow,
  BillRow,
  CreditMemoRow,
  LineItemRow,
  TrustLineItemRow,
} from './money-rows.ts';
import type { CalendarEntryRow, CalendarRow, CommunicationRow, NoteRow, TaskRow } from './office-rows.ts';
import type { ContactRow, UserRow } from './people-rows.ts';
import type { RecordTable } from './record-table.ts';
import type {
  ActivityDescriptionRow,
  CustomFieldRow,
  ExpenseCategoryRow,
  GroupRow,
  MatterStageRow,
  PracticeAreaRow,
  TaskTypeRow,
} from './setting-rows.ts';
import type { TimeZone } from './time-zone.ts';
import type { ActivityRow, MatterRow, RelationshipRow } from './work-rows.ts';

/** A small record that is only ever shown inside another one: its fields by Clio's names. */
export interface Nested {
  readonly id: number;
  readonly etag: string;
  readonly [field: string]: unknown;
}

export interface Account extends Nested {
  readonly name: string;
}

/** Every kind of record that a firm keeps rows of, by the name of its collection. The order gives etags their kind: append. */
export const resourceNames = [
  'users',
  'contacts',
  'matters',
  'activities',
  'bills',
  'line_items',
  'groups',
  'practice_areas',
  'matter_stages',
  'custom_fields',
  'activity_descriptions',
  'expense_categories',
  'task_types',
  'relationships',
  'tasks',
  'calendars',
  'calendar_entries',
  'notes',
  'communications',
  'allocations',
  'credit_memos',
  'bank_accounts',
  'bank_transactions',
  'bank_transfers',
  'trust_line_items',
  'folders',
  'documents',
  'document_versions',
] as const;
export type ResourceName = (typeof resourceNames)[number];

/** The rows of one kind, typed by what they hold. */
interface RowTypes {
  users: UserRow;
  contacts: ContactRow;
  matters: MatterRow;
  activities: ActivityRow;
  bills: BillRow;
  line_items: LineItemRow;
  groups: GroupRow;
  practice_areas: PracticeAreaRow;
  matter_stages: MatterStageRow;
  custom_fields: CustomFieldRow;
  activity_descriptions: ActivityDescriptionRow;
  expense_categories: ExpenseCategoryRow;
  task_types: TaskTypeRow;
  relationships: RelationshipRow;
  tasks: TaskRow;
  calendars: CalendarRow;
  calendar_entries: CalendarEntryRow;
  notes: NoteRow;
  communications: CommunicationRow;
  allocations: AllocationRow;
  credit_memos: CreditMemoRow;
  bank_accounts: BankAccountRow;
  bank_transactions: BankTransactionRow;
  bank_transfers: BankTransferRow;
  trust_line_items: TrustLineItemRow;
  folders: FolderRow;
  documents: DocumentRow;
  document_versions: DocumentVersionRow;
}

/** One law firm ("account") with everything it holds. */
export interface Firm {
  readonly region: RegionName;
  readonly account: Account;
  readonly zone: TimeZone;
  /** When the firm began to use Clio, in epoch seconds. */
  readonly foundedAt: number;
  /** Clio shows the zone by its Rails name: `Pacific Time (US & Canada)`. */
  readonly zoneTitle: string;
  readonly locale: string;
  readonly currency: Nested;
  readonly country: string;
  /** Percent on every taxable line. */
  readonly taxRate: number;
  readonly jobTitles: readonly Nested[];
  readonly billTheme: Nested;
  readonly documentCategories: readonly Nested[];
  readonly utbmsCodes: readonly Nested[];
  readonly tables: { readonly [Name in ResourceName]: RecordTable<RowTypes[Name]> };
  /** Ids of the records that the firm began with: what is derived from among them must not move when others come or go. */
  beginnings: { readonly contacts: readonly number[]; readonly matters: readonly number[] };
  /** Payments have ids although they are no collection. */
  nextPaymentId: number;
  /** Grows with every change to any record; whatever was computed from an older one is stale. */
  version: number;
}

export function tableOf(firm: Firm, name: ResourceName): RecordTable {
  // A table of users is a table of rows to everyone who only reads it.
  return firm.tables[name] as unknown as RecordTable;
}
