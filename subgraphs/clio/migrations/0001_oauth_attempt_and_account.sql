-- A person's way to Clio's approval page and back. Only hashes are kept: whoever reads the table can finish nobody's attempt.
create table oauth_attempt (
  state_hash bytea primary key check (length(state_hash) = 32),
  nonce_hash bytea not null check (length(nonce_hash) = 32),
  firm_id text not null,
  user_id text not null,
  region text not null check (region in ('US', 'CA', 'EU', 'AU')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index oauth_attempt_firm on oauth_attempt (firm_id, expires_at);

-- Which firm a Clio account belongs to. An account feeds one firm only: two firms never share a copy without knowing.
create table clio_account (
  firm_id text primary key,
  region text not null check (region in ('US', 'CA', 'EU', 'AU')),
  account_id text not null,
  connected_at timestamptz not null default now(),
  unique (region, account_id)
);

alter table oauth_attempt enable row level security;
alter table oauth_attempt force row level security;
-- The callback knows no firm, only the state: whoever holds the state sees that one attempt.
create policy of_firm on oauth_attempt
  using (
    firm_id = nullif(current_setting('app.firm_id', true), '')
    or state_hash = decode(current_setting('app.oauth_state_hash', true), 'hex')
  )
  with check (
    firm_id = nullif(current_setting('app.firm_id', true), '')
    or state_hash = decode(current_setting('app.oauth_state_hash', true), 'hex')
  );

alter table clio_account enable row level security;
alter table clio_account force row level security;
create policy of_firm on clio_account
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));

grant select, insert, update, delete on oauth_attempt, clio_account to clio_service;
