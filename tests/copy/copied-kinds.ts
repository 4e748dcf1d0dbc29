export type Json = Record<string, unknown>;

/** One kind of records, told independently of the product: where its rows must be, and what they must say. */
export interface CopiedKind {
  table: string;
  resource: string;
  /** Which records belong into the copy; all where it is left out. */
  listed?: (record: Json) => boolean;
  /** Which rows of the table are of this kind, as an SQL condition; all where it is left out. */
  rows?: string;
  /** A field whose own relations the whole record does not show unless they are asked for. */
  nested?: string;
  /** Whether a small firm may have none; of every other kind no record at all is a fault of the comparison. */
  rare?: boolean;
  /** Columns that the product computes with, as Clio's record says they must be. Money is in cents here. */
  typed: Readonly<Record<string, (record: Json) => unknown>>;
}

const same = (field: string) => (record: Json) => record[field];
const cents = (field: string) => (record: Json) => {
  const amount = record[field];
  return typeof amount === 'number' ? String(Math.round(amount * 100)) : null;
};
const idOf = (field: string) => (record: Json) => {
  const related = record[field] as Json | null | undefined;
  return related === null || related === undefined ? null : String(related['id']);
};
const inUse = (record: Json) => !record['deleted_at'];
const matter = { matter_clio_id: idOf('matter') };
const contact = { contact_clio_id: idOf('contact') };

/** Clio's list hides a document until its upload was confirmed. */
function isUploaded(record: Json): boolean {
  const version = record['latest_document_version'] as Json | null | undefined;
  return inUse(record) && version?.['fully_uploaded'] !== false;
}

/** Shown with the matter or the contact, to which the field and the picked option are stubs. */
const customFieldValues =
  'custom_field_values{id,field_name,field_type,value,soft_deleted,custom_field,picklist_option}';

export const copiedKinds: readonly CopiedKind[] = [
  { table: 'timekeeper', resource: 'users', typed: { name: same('name'), enabled: same('enabled') } },
  { table: 'user_group', resource: 'groups', typed: { name: same('name'), type: same('type') } },
  { table: 'practice_area', resource: 'practice_areas', typed: { name: same('name'), category: same('category') } },
  { table: 'matter_stage', resource: 'matter_stages', typed: { name: same('name'), position: same('order') } },
  { table: 'custom_field', resource: 'custom_fields', typed: { name: same('name'), field_type: same('field_type') } },
  { table: 'activity_description', resource: 'activity_descriptions', typed: { name: same('name') } },
  {
    table: 'expense_category',
    resource: 'expense_categories',
    typed: { name: same('name'), rate_minor: cents('rate') },
  },
  { table: 'task_type', resource: 'task_types', listed: inUse, typed: { name: same('name') } },
  {
    table: 'contact',
    resource: 'contacts',
    nested: customFieldValues,
    typed: { name: same('name'), is_client: same('is_client') },
  },
  {
    table: 'matter',
    resource: 'matters',
    nested: customFieldValues,
    typed: {
      display_number: same('display_number'),
      description: same('description'),
      client_clio_id: idOf('client'),
      responsible_attorney_clio_id: idOf('responsible_attorney'),
    },
  },
  {
    table: 'relationship',
    resource: 'relationships',
    typed: { description: same('description'), ...matter, ...contact },
  },
  {
    table: 'activity',
    resource: 'activities',
    typed: { type: same('type'), total_minor: cents('total'), price_minor: cents('price'), ...matter },
  },
  {
    table: 'bill',
    resource: 'bills',
    typed: {
      state: same('state'),
      total_minor: cents('total'),
      paid_minor: cents('paid'),
      balance_minor: cents('balance'),
    },
  },
  {
    table: 'line_item',
    resource: 'line_items',
    typed: { total: same('total'), quantity: same('quantity'), bill_clio_id: idOf('bill') },
  },
  {
    table: 'allocation',
    resource: 'allocations',
    typed: {
      amount: same('amount'),
      parent_type: (record) => (record['parent'] as Json | null)?.['type'],
      bill_clio_id: idOf('bill'),
      ...matter,
    },
  },
  { table: 'credit_memo', resource: 'credit_memos', rare: true, typed: { amount: same('amount'), ...contact } },
  {
    table: 'task',
    resource: 'tasks',
    typed: { name: same('name'), status: same('status'), permission: same('permission'), ...matter },
  },
  { table: 'calendar', resource: 'calendars', typed: { name: same('name'), type: same('type') } },
  {
    table: 'calendar_entry',
    resource: 'calendar_entries',
    typed: { summary: same('summary'), location: same('location'), all_day: same('all_day'), ...matter },
  },
  {
    table: 'note',
    resource: 'notes',
    listed: (record) => record['type'] === 'Matter',
    rows: "regarding = 'Matter'",
    typed: { subject: same('subject'), detail: same('detail'), ...matter },
  },
  {
    table: 'note',
    resource: 'notes',
    listed: (record) => record['type'] === 'Contact',
    rows: "regarding = 'Contact'",
    typed: { subject: same('subject'), detail: same('detail'), ...contact },
  },
  {
    table: 'communication',
    resource: 'communications',
    typed: { type: same('type'), subject: same('subject'), body: same('body'), ...matter },
  },
  { table: 'folder', resource: 'folders', listed: inUse, typed: { name: same('name'), root: same('root'), ...matter } },
  {
    table: 'document',
    resource: 'documents',
    listed: isUploaded,
    typed: { name: same('name'), size_bytes: (record) => asText(record['size']), ...matter },
  },
  { table: 'bank_account', resource: 'bank_accounts', typed: { type: same('type'), balance_minor: cents('balance') } },
  {
    table: 'bank_transaction',
    resource: 'bank_transactions',
    typed: {
      amount_minor: cents('amount'),
      funds_in_minor: cents('funds_in'),
      funds_out_minor: cents('funds_out'),
      bank_account_clio_id: idOf('bank_account'),
      ...matter,
    },
  },
  { table: 'trust_line_item', resource: 'trust_line_items', typed: { total: same('total'), ...matter } },
];

/** Big integers come out of PostgreSQL as text. */
function asText(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
