-- The copy of a firm's practice data in Clio: one table per kind of record.
--
-- Every table has the same head: our id, the firm, Clio's id (text: calendar entries have string ids), the version that
-- the row shows (etag, updated_at and when the page that brought it was requested), and the record as it was received.
-- The typed columns are what the product shows or computes with. NULL stands for "not known" (redacted or never given)
-- and never for zero. Money is whole minor units of the currency beside it.
--
-- No foreign keys between Clio's records: a parent may arrive after its children, or be invisible to the person who
-- connected. Relations are by Clio's id within the firm.

create table timekeeper (
  id uuid primary key default uuidv7(),
  firm_id text not null,
  clio_id text not null,
  clio_etag text,
  clio_created_at timestamptz,
  clio_updated_at timestamptz,
  requested_at timestamptz not null,
  deleted_at timestamptz,
  raw jsonb not null,
  name text,
  first_name text,
  last_name text,
  initials text,
  email text,
  phone_number text,
  enabled boolean,
  account_owner boolean,
  subscription_type text,
  -- Major units per hour: Clio gives no currency with a user.
  rate numeric,
  time_zone text,
  unique (firm_id, clio_id)
);

create table contact (
  id uuid primary key default uuidv7(),
  firm_id text not null,
  clio_id text not null,
  clio_etag text,
  clio_created_at timestamptz,
  clio_updated_at timestamptz,
  requested_at timestamptz not null,
  deleted_at timestamptz,
  raw jsonb not null,
  type text,
  name text,
  prefix text,
  first_name text,
  middle_name text,
  last_name text,
  title text,
  is_client boolean,
  primary_email_address text,
  primary_phone_number text,
  company_clio_id text,
  unique (firm_id, clio_id)
);

create table matter (
  id uuid primary key default uuidv7(),
  firm_id text not null,
  clio_id text not null,
  clio_etag text,
  clio_created_at timestamptz,
  clio_updated_at timestamptz,
  requested_at timestamptz not null,
  deleted_at timestamptz,
  raw jsonb not null,
  display_number text,
  number bigint,
  description text,
  -- In lower case: Clio writes "Open" in answers and "open" in filters.
  status text,
  open_date date,
  pending_date date,
  close_date date,
  last_activity_date date,
  billable boolean,
  billing_method text,
  client_reference text,
  location text,
  currency text,
  client_clio_id text,
  responsible_attorney_clio_id text,
  originating_attorney_clio_id text,
  responsible_staff_clio_id text,
  practice_area_clio_id text,
  practice_area_name text,
  matter_stage_clio_id text,
  matter_stage_name text,
  unique (firm_id, clio_id)
);

create table activity (
  id uuid primary key default uuidv7(),
  firm_id text not null,
  clio_id text not null,
  clio_etag text,
  clio_created_at timestamptz,
  clio_updated_at timestamptz,
  requested_at timestamptz not null,
  deleted_at timestamptz,
  raw jsonb not null,
  -- An open list: Clio adds types without a new version.
  type text,
  date date,
  -- Seconds of a time entry, units of an expense. The two columns in hours are meaningful for time entries only.
  quantity numeric,
  rounded_quantity numeric,
  quantity_in_hours numeric,
  rounded_quantity_in_hours numeric,
  quantity_redacted boolean,
  currency text,
  price_minor bigint,
  total_minor bigint,
  non_billable_total_minor bigint,
  non_billable boolean,
  no_charge boolean,
  flat_rate boolean,
  contingency_fee boolean,
  billed boolean,
  on_bill boolean,
  note text,
  reference text,
  user_clio_id text,
  matter_clio_id text,
  bill_clio_id text,
  activity_description_clio_id text,
  activity_description_name text,
  expense_category_clio_id text,
  expense_category_name text,
  unique (firm_id, clio_id)
);

create table bill (
  id uuid primary key default uuidv7(),
  firm_id text not null,
  clio_id text not null,
  clio_etag text,
  clio_created_at timestamptz,
  clio_updated_at timestamptz,
  requested_at timestamptz not null,
  deleted_at timestamptz,
  raw jsonb not null,
  number text,
  type text,
  kind text,
  state text,
  subject text,
  issued_on date,
  due_on date,
  start_on date,
  end_on date,
  paid_at timestamptz,
  last_sent_at timestamptz,
  currency text,
  total_minor bigint,
  balance_minor bigint,
  paid_minor bigint,
  due_minor bigint,
  pending_minor bigint,
  sub_total_minor bigint,
  services_sub_total_minor bigint,
  total_tax_minor bigint,
  credits_issued_minor bigint,
  client_clio_id text,
  user_clio_id text,
  unique (firm_id, clio_id)
);

create table line_item (
  id uuid primary key default uuidv7(),
  firm_id text not null,
  clio_id text not null,
  clio_etag text,
  clio_created_at timestamptz,
  clio_updated_at timestamptz,
  requested_at timestamptz not null,
  deleted_at timestamptz,
  raw jsonb not null,
  type text,
  kind text,
  date date,
  description text,
  note text,
  -- Hours of a time line (an activity has seconds), units of an expense.
  quantity numeric,
  -- Amounts in major units: Clio gives no currency with a line item, it is that of the bill.
  price numeric,
  sub_total numeric,
  tax numeric,
  secondary_tax numeric,
  total numeric,
  taxable boolean,
  bill_clio_id text,
  activity_clio_id text,
  matter_clio_id text,
  user_clio_id text,
  unique (firm_id, clio_id)
);

-- The list of matters in its orders.
create index matter_by_display_number on matter (firm_id, display_number, id);
create index matter_by_open_date on matter (firm_id, open_date desc nulls last, id desc);
create index matter_by_updated_at on matter (firm_id, clio_updated_at desc nulls last, id desc);
create index matter_by_responsible_attorney on matter (firm_id, responsible_attorney_clio_id);
create index matter_by_client on matter (firm_id, client_clio_id);
create index matter_by_currency on matter (firm_id, currency);

create index activity_by_matter on activity (firm_id, matter_clio_id, date desc nulls last, id desc);
create index activity_by_date on activity (firm_id, date);
create index bill_by_issued_on on bill (firm_id, issued_on);
create index bill_by_paid_at on bill (firm_id, paid_at);
create index line_item_by_bill on line_item (firm_id, bill_clio_id);
