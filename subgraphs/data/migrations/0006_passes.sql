-- The passes of an entity's walk: recent rows before the whole, changed rows only, or a sweep with its repairs and
-- confirmations. All of it moves in the transaction of the page that was stored.
alter table sync_checkpoint
  add column pass text not null default 'WALK'
    check (pass in ('RECENT', 'WALK', 'CHANGED', 'SWEEP', 'CONFIRM')),
  -- From when on CHANGED asks for changes.
  add column since timestamptz,
  -- Where WALK goes on once RECENT is over.
  add column resume_cursor text,
  add column recent_fetched integer not null default 0,
  add column recent_total integer,
  -- Rows that RECENT wrote and that WALK meets again.
  add column recent_written integer not null default 0,
  -- Ids that a sweep found to differ, not fetched yet: a few hundred at most.
  add column pending_ids text[] not null default '{}',
  -- The last absent id that was looked at.
  add column confirmed_to text,
  add column deleted integer not null default 0,
  -- When the first page was requested by Clio's clock: the watermark to be.
  add column clio_requested_at timestamptz;

alter table entity_freshness
  -- Who looked, and with which rights, when absent rows were last judged.
  add column seen_as text,
  -- Since when rows that Clio no longer shows are kept, because their absence is not believed to be a deletion.
  add column withheld_since timestamptz,
  add column withheld_reason text;
