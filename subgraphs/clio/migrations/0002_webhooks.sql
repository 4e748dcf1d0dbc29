-- The webhooks that we keep at Clio, one per firm and model. The path that Clio calls is secret and only its hash is kept;
-- the secret that signs deliveries is sealed like the tokens.
create table clio_webhook (
  key_hash bytea primary key check (length(key_hash) = 32),
  firm_id text not null,
  model text not null,
  -- The value of `fields` that we asked for: what Clio watches.
  fields text not null,
  -- CREATING: Clio was asked and its answer is not stored yet, so neither id nor secret is known.
  status text not null default 'CREATING' check (status in ('CREATING', 'PENDING', 'ENABLED')),
  webhook_id text,
  secret text,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  unique (firm_id, model)
);

-- Deliveries that were taken, so that Clio's repeated ones are not taken twice. Kept for a day; Clio repeats for an hour.
create table webhook_delivery (
  firm_id text not null,
  webhook_id text not null,
  event text not null,
  clio_id text not null,
  -- The record's etag and updated_at.
  state text not null,
  received_at timestamptz not null default now(),
  primary key (firm_id, webhook_id, event, clio_id, state)
);
create index webhook_delivery_age on webhook_delivery (firm_id, received_at);

-- Records that Clio said have changed and that nobody has fetched since.
create sequence pending_change_version;
create table pending_change (
  firm_id text not null,
  model text not null,
  clio_id text not null,
  event text not null,
  -- Whether any of the deliveries said that the record was deleted: they may come in any order.
  deleted boolean not null,
  -- New with every delivery, so whoever has fetched removes what it has seen and nothing newer.
  version bigint not null default nextval('pending_change_version'),
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  primary key (firm_id, model, clio_id)
);
create index pending_change_age on pending_change (firm_id, first_seen_at);

-- Exists while a firm has pending changes. One worker at a time holds it.
create table change_drain (
  firm_id text primary key,
  -- A message that asks for the drain is under way.
  ordered boolean not null,
  -- When the scheduler asks again, where nobody has come by then.
  due_at timestamptz not null,
  taken_by text,
  taken_until timestamptz,
  -- Failed tries in a row.
  attempts integer not null default 0
);
create index change_drain_due on change_drain (due_at);

-- When a connected firm's webhooks are to be looked after next.
create table webhook_upkeep (
  firm_id text primary key,
  due_at timestamptz not null,
  -- When it was last said that looking after them fails; NULL while it works.
  alarmed_at timestamptz
);
create index webhook_upkeep_due on webhook_upkeep (due_at);

do $$
declare
  name text;
begin
  foreach name in array array['clio_webhook', 'webhook_delivery', 'pending_change', 'change_drain', 'webhook_upkeep'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to clio_service', name);
  end loop;
  foreach name in array array['webhook_delivery', 'pending_change'] loop
    execute format(
      'create policy of_firm on %I using (firm_id = (select nullif(current_setting(''app.firm_id'', true), '''')))', name
    );
  end loop;
  -- The scheduler asks which firms are due. These two tables say nothing of a firm but that and when.
  foreach name in array array['change_drain', 'webhook_upkeep'] loop
    execute format(
      'create policy of_firm_or_scheduler on %I using (
         firm_id = (select nullif(current_setting(''app.firm_id'', true), ''''))
         or (select current_setting(''app.scheduler'', true)) = ''on''
       )', name
    );
  end loop;
end
$$;
grant usage on sequence pending_change_version to clio_service;

-- A delivery names no firm: whoever knows the path sees that one webhook.
create policy of_firm_or_caller on clio_webhook
  using (
    firm_id = (select nullif(current_setting('app.firm_id', true), ''))
    or key_hash = decode((select nullif(current_setting('app.webhook_key_hash', true), '')), 'hex')
  )
  with check (firm_id = (select nullif(current_setting('app.firm_id', true), '')));
