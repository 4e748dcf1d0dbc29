-- What tells a deletion apart: a sweep over Clio's ids and etags, and who saw that a record is gone.

-- The list of entity types is kept in one place, `platform/messages.ts`: a check here would need a migration for each.
alter table sync_checkpoint drop constraint sync_checkpoint_entity_check;
alter table entity_freshness drop constraint entity_freshness_entity_check;

-- The ids that Clio's lists showed, and in which sweep last: a narrow row beside the wide one, which a sweep must not
-- rewrite.
create table sync_sighting (
  firm_id text not null,
  entity text not null,
  clio_id text not null,
  -- When the sweep began, the same for all of its pages.
  seen_at timestamptz not null,
  primary key (firm_id, entity, clio_id)
) with (fillfactor = 80);

alter table sync_sighting enable row level security;
alter table sync_sighting force row level security;
create policy firm_only on sync_sighting using (firm_id = (select current_setting('app.firm_id', true)));
revoke all on sync_sighting from public;
grant select on sync_sighting to data_service;
grant select, insert, update, delete on sync_sighting to data_worker;

-- How a row came to be deleted, for whoever has to explain it: 'WEBHOOK', 'SWEEP', 'LOOKUP', or 'CLIO' where the record
-- itself says so.
alter table timekeeper add column deleted_by text;
alter table contact add column deleted_by text;
alter table matter add column deleted_by text;
alter table activity add column deleted_by text;
alter table bill add column deleted_by text;
alter table line_item add column deleted_by text;

-- When a walk of each kind last ended. `completed_at` is the latest of them.
alter table entity_freshness add column full_at timestamptz;
alter table entity_freshness add column incremental_at timestamptz;
alter table entity_freshness add column reconciled_at timestamptz;
update entity_freshness set full_at = completed_at;
