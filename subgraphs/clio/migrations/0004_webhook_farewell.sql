-- What is still to be taken back at Clio after a firm has disconnected: its webhooks, then our access. Clio's limit or an outage may
-- stand in the way for a while; the row goes when all is done, when it was tried often enough, or when the firm connects again.
create table webhook_farewell (
  firm_id text primary key,
  region text not null,
  -- The access token of the connection that was ended, sealed. Nothing but this work may use it.
  token text not null,
  webhook_ids text[] not null,
  attempts integer not null default 0,
  due_at timestamptz not null
);
create index webhook_farewell_due on webhook_farewell (due_at);

alter table webhook_farewell enable row level security;
alter table webhook_farewell force row level security;
grant select, insert, update, delete on webhook_farewell to clio_service;
-- The scheduler asks which firms are due.
create policy of_firm_or_scheduler on webhook_farewell using (
  firm_id = (select nullif(current_setting('app.firm_id', true), ''))
  or (select current_setting('app.scheduler', true)) = 'on'
);
