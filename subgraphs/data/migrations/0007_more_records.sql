-- The rest of what a firm has in Clio, in the form of `0001_clio_rows.sql`.

create table clio_head (
  id uuid primary key default uuidv7(),
  firm_id text not null,
  clio_id text not null,
  clio_etag text,
  clio_created_at timestamptz,
  clio_updated_at timestamptz,
  requested_at timestamptz not null,
  deleted_at timestamptz,
  deleted_by text,
  raw jsonb not null,
  unique (firm_id, clio_id)
);

create table user_group (
  like clio_head including all,
  name text,
  type text,
  client_connect_user boolean,
  user_clio_ids jsonb
);

create table practice_area (
  like clio_head including all,
  name text,
  code text,
  category text
);

create table matter_stage (
  like clio_head including all,
  name text,
  position integer,
  practice_area_clio_id text
);

create table custom_field (
  like clio_head including all,
  name text,
  parent_type text,
  field_type text,
  required boolean,
  displayed boolean,
  display_order integer,
  picklist_options jsonb
);

create table activity_description (
  like clio_head including all,
  name text,
  description text,
  category_type text,
  is_default boolean,
  currency text,
  rate_type text,
  rate_minor bigint
);

create table expense_category (
  like clio_head including all,
  name text,
  description text,
  entry_type text,
  currency text,
  rate_minor bigint
);

create table task_type (
  like clio_head including all,
  name text
);

create table relationship (
  like clio_head including all,
  description text,
  contact_clio_id text,
  matter_clio_id text
);

create table task (
  like clio_head including all,
  name text,
  description text,
  status text,
  priority text,
  permission text,
  due_on date,
  completed_at timestamptz,
  statute_of_limitations boolean,
  assignee_clio_id text,
  assignee_type text,
  assignee_name text,
  assigner_clio_id text,
  matter_clio_id text,
  task_type_clio_id text,
  task_type_name text
);

create table calendar (
  like clio_head including all,
  name text,
  type text,
  color text,
  visible boolean
);

create table calendar_entry (
  like clio_head including all,
  summary text,
  description text,
  location text,
  start_at timestamptz,
  end_at timestamptz,
  all_day boolean,
  recurrence_rule text,
  court_rule boolean,
  redacted boolean,
  parent_clio_id text,
  calendar_clio_id text,
  event_type_clio_id text,
  event_type_name text,
  matter_clio_id text,
  attendees jsonb
);

create table note (
  like clio_head including all,
  regarding text,
  subject text,
  detail text,
  detail_text_type text,
  date date,
  author_clio_id text,
  matter_clio_id text,
  contact_clio_id text
);

create table communication (
  like clio_head including all,
  type text,
  subject text,
  body text,
  date date,
  received_at timestamptz,
  matter_clio_id text,
  user_clio_id text,
  senders jsonb,
  receivers jsonb
);

create table folder (
  like clio_head including all,
  name text,
  locked boolean,
  root boolean,
  parent_clio_id text,
  matter_clio_id text,
  contact_clio_id text
);

create table document (
  like clio_head including all,
  name text,
  filename text,
  content_type text,
  size_bytes bigint,
  locked boolean,
  received_at timestamptz,
  parent_clio_id text,
  parent_type text,
  parent_name text,
  matter_clio_id text,
  contact_clio_id text,
  creator_clio_id text,
  category_clio_id text,
  category_name text,
  version_clio_id text,
  version_number integer,
  fully_uploaded boolean
);

create table allocation (
  like clio_head including all,
  amount numeric,
  date date,
  description text,
  interest boolean,
  payment_type text,
  has_online_payment boolean,
  voided_at timestamptz,
  parent_clio_id text,
  parent_type text,
  bill_clio_id text,
  contact_clio_id text,
  matter_clio_id text,
  source_bank_account_clio_id text,
  destination_bank_account_clio_id text
);

create table credit_memo (
  like clio_head including all,
  amount numeric,
  date date,
  description text,
  discount boolean,
  voided_at timestamptz,
  contact_clio_id text,
  user_clio_id text
);

create table bank_account (
  like clio_head including all,
  type text,
  name text,
  institution text,
  currency text,
  balance_minor bigint,
  default_account boolean,
  controlled_account boolean,
  user_clio_id text
);

create table bank_transaction (
  like clio_head including all,
  type text,
  transaction_type text,
  currency text,
  amount_minor bigint,
  funds_in_minor bigint,
  funds_out_minor bigint,
  account_balance_minor bigint,
  date date,
  description text,
  confirmation text,
  source text,
  bank_account_clio_id text,
  matter_clio_id text,
  client_clio_id text,
  bill_clio_id text,
  allocation_clio_id text
);

create table trust_line_item (
  like clio_head including all,
  date date,
  note text,
  total numeric,
  bill_clio_id text,
  client_clio_id text,
  matter_clio_id text
);

create table outstanding_client_balance (
  like clio_head including all,
  currency text,
  total_minor bigint,
  pending_minor bigint,
  last_payment_date date,
  last_shared_date date,
  newest_bill_due_on date,
  reminders_enabled boolean,
  contact_clio_id text,
  matter_clio_ids jsonb
);

drop table clio_head;

do $$
declare
  name text;
begin
  foreach name in array array[
    'user_group', 'practice_area', 'matter_stage', 'custom_field', 'activity_description',
    'expense_category', 'task_type', 'relationship', 'task', 'calendar',
    'calendar_entry', 'note', 'communication', 'folder', 'document',
    'allocation', 'credit_memo', 'bank_account', 'bank_transaction', 'trust_line_item',
    'outstanding_client_balance'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy firm_only on %I using (firm_id = (select current_setting(''app.firm_id'', true)))', name
    );
    execute format('revoke all on %I from public', name);
    execute format('grant select on %I to data_service', name);
    execute format('grant select, insert, update, delete on %I to data_worker', name);
  end loop;
end
$$;

-- The lists in their orders, and what hangs on a matter, a contact or a bill.
create index task_by_due_on on task (firm_id, due_on, id);
create index task_by_matter on task (firm_id, matter_clio_id, due_on, id);
create index calendar_entry_by_start on calendar_entry (firm_id, start_at, id);
create index calendar_entry_by_matter on calendar_entry (firm_id, matter_clio_id, start_at, id);
create index document_by_updated_at on document (firm_id, clio_updated_at desc nulls last, id desc);
create index document_by_name on document (firm_id, name, id);
create index document_by_matter on document (firm_id, matter_clio_id, clio_updated_at desc nulls last, id desc);
create index document_by_contact on document (firm_id, contact_clio_id, clio_updated_at desc nulls last, id desc);
create index folder_by_matter on folder (firm_id, matter_clio_id);
create index note_by_matter on note (firm_id, matter_clio_id, date desc nulls last, id desc);
create index note_by_contact on note (firm_id, contact_clio_id, date desc nulls last, id desc);
create index communication_by_received_at on communication (firm_id, received_at desc nulls last, id desc);
create index communication_by_matter on communication (firm_id, matter_clio_id, received_at desc nulls last, id desc);
create index relationship_by_matter on relationship (firm_id, matter_clio_id, id);
create index relationship_by_contact on relationship (firm_id, contact_clio_id, id);
create index allocation_by_date on allocation (firm_id, date desc nulls last, id desc);
create index allocation_by_bill on allocation (firm_id, bill_clio_id, date desc nulls last, id desc);
create index allocation_by_matter on allocation (firm_id, matter_clio_id, date desc nulls last, id desc);
create index credit_memo_by_date on credit_memo (firm_id, date desc nulls last, id desc);
create index bank_transaction_by_date on bank_transaction (firm_id, date desc nulls last, id desc);
create index bank_transaction_by_account
  on bank_transaction (firm_id, bank_account_clio_id, date desc nulls last, id desc);
create index bank_transaction_by_matter on bank_transaction (firm_id, matter_clio_id, date desc nulls last, id desc);
create index trust_line_item_by_date on trust_line_item (firm_id, date desc nulls last, id desc);
create index trust_line_item_by_matter on trust_line_item (firm_id, matter_clio_id, date desc nulls last, id desc);
create index outstanding_client_balance_by_total
  on outstanding_client_balance (firm_id, total_minor desc nulls last, id desc);
create index outstanding_client_balance_by_contact on outstanding_client_balance (firm_id, contact_clio_id);
create index bill_by_client on bill (firm_id, client_clio_id, issued_on desc nulls last, id desc);
