-- How far each entity type of each sync job has come. It lives beside the rows, so that a page and its checkpoint commit
-- together. `fence` is the holder's number: whoever takes over raises it, and a page is stored only under the current one.
create table sync_checkpoint (
  firm_id text not null,
  job_id text not null,
  entity text not null check (entity in ('USERS', 'CONTACTS', 'MATTERS', 'ACTIVITIES', 'BILLS', 'LINE_ITEMS')),
  fence integer not null default 0,
  state text not null default 'QUEUED'
    check (state in ('QUEUED', 'RUNNING', 'COMPLETED', 'UNAVAILABLE', 'FAILED', 'CANCELLED')),
  -- Clio's own URL of the next page; NULL before the first page and after the last.
  cursor text,
  pages integer not null default 0,
  fetched integer not null default 0,
  total integer,
  inserted integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  rejected integer not null default 0,
  requests integer not null default 0,
  -- Failed tries of the page at the cursor; a stored page sets it back to 0.
  attempts integer not null default 0,
  reason text,
  -- When the first page was requested: everything that Clio changed before is in the copy once the walk is done.
  first_requested_at timestamptz,
  updated_at timestamptz not null default now(),
  primary key (firm_id, job_id, entity)
);

-- "Is a sync of these entities under way?" is asked by every dashboard.
create index sync_checkpoint_open on sync_checkpoint (firm_id, entity) where state in ('QUEUED', 'RUNNING');

-- When the copy of an entity type was last complete, and from when on the next incremental sync has to ask.
create table entity_freshness (
  firm_id text not null,
  entity text not null check (entity in ('USERS', 'CONTACTS', 'MATTERS', 'ACTIVITIES', 'BILLS', 'LINE_ITEMS')),
  completed_at timestamptz not null,
  watermark timestamptz not null,
  primary key (firm_id, entity)
);
