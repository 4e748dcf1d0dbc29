-- Keys by which programs act for a person in a firm. The key itself is not kept: only its SHA-256, which is enough for a
-- secret of 256 random bits.

create table api_key (
  id text primary key,
  firm_id text not null,
  user_id text not null references app_user on delete cascade,
  name text not null,
  display text not null,
  key_hash text not null unique,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index on api_key (firm_id, id);
create index on api_key (user_id);

alter table api_key enable row level security;
alter table api_key force row level security;
create policy of_firm on api_key using (firm_id = current_setting('app.firm_id', true));
-- Before it is known whose key it is: whoever holds it knows its hash, and reaches that one row.
create policy bearer on api_key for select using (key_hash = current_setting('app.api_key_hash', true));

grant select, insert, update on api_key to auth_service;
