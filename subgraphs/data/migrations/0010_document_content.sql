-- The content of documents that somebody asked for: one row for each fetch of one version, and one object in the bucket whose
-- key follows from the row's id. A row is never used for a second version or a second object: what is released is removed.
create table document_content (
  id uuid primary key default uuidv7(),
  firm_id text not null,
  document_id uuid not null,
  document_clio_id text not null,
  -- Clio's id of the version; the document's etag where Clio names no version.
  version text not null,
  state text not null default 'PREPARING' check (state in ('PREPARING', 'READY', 'FAILED')),
  -- When its message was last sent.
  asked_at timestamptz not null default now(),
  attempts integer not null default 0,
  -- Who fetches it, and until when that is believed without a sign of life.
  worker text,
  busy_until timestamptz,
  -- Clio's limit is used up until then.
  wait_until timestamptz,
  -- Why it failed: a code of the graph.
  problem text,
  size_bytes bigint,
  stored_at timestamptz,
  -- Since then nobody is led to it, and its object may go.
  released_at timestamptz
);
create unique index document_content_current on document_content (firm_id, document_id, version) where released_at is null;
create index document_content_to_remove on document_content (released_at) where released_at is not null;
create index document_content_stored on document_content (stored_at) where stored_at is not null;
create index document_content_unfinished on document_content (asked_at) where state = 'PREPARING';

alter table document_content enable row level security;
alter table document_content force row level security;
create policy firm_only on document_content using (firm_id = (select current_setting('app.firm_id', true)));
-- The schedule looks through all firms for what is to be removed, has aged, or has gone silent; it changes a row only as its firm.
create policy upkeep on document_content for select to data_worker
  using (released_at is not null or stored_at is not null or state = 'PREPARING');
revoke all on document_content from public;
grant select, insert, update on document_content to data_service;
grant select, insert, update, delete on document_content to data_worker;

-- Whoever takes a document out of the copy, or learns of a new version, in whatever way: its content is released in the same
-- transaction.
create function release_document_content() returns trigger language plpgsql as $$
begin
  update document_content set released_at = now()
  where firm_id = old.firm_id and document_id = old.id and released_at is null;
  return null;
end
$$;
create trigger document_gone after delete on document for each row execute function release_document_content();
create trigger document_changed after update on document for each row
  when (
    (new.deleted_at is not null and old.deleted_at is null)
    or coalesce(new.version_clio_id, new.clio_etag) is distinct from coalesce(old.version_clio_id, old.clio_etag)
  )
  execute function release_document_content();

-- What the search of documents looks through, as for matters (0004).
alter table document add column search text
  generated always as (lower(coalesce(name, '') || ' ' || coalesce(filename, ''))) stored;
