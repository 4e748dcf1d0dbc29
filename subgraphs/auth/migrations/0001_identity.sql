-- People, how they prove who they are, and their sessions. better-auth reads and writes these tables; they belong to
-- persons, not to firms.
--
-- Row level security has two kinds of visitor here:
--   * a request about somebody: sees the rows of the person in app.user_id (and, for names, the people of app.firm_id);
--   * better-auth: it looks people up by email address and sessions by token, before anybody knows whose they are, so no
--     policy by user can hold for it. Its connections, a pool of their own, say app.identity_engine = 'on'.
-- A statement outside both sees nothing.

create table app_user (
  id text primary key,
  email text not null unique check (email = lower(email) and email = btrim(email)),
  email_verified boolean not null default false,
  name text not null check (name <> ''),
  image text,
  phone text,
  time_zone text not null,
  locale text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);

-- The columns are better-auth's; those for other providers stay empty while a password is the only way in.
create table account (
  id text primary key,
  user_id text not null references app_user on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  unique (provider_id, account_id)
);
create index on account (user_id);

create table session (
  id text primary key,
  user_id text not null references app_user on delete cascade,
  -- SHA-256 of the token: who reads this table cannot use what is in it.
  token_hash text not null unique,
  version int not null default 1,
  ip_address text,
  user_agent text,
  expires_at timestamptz(3) not null,
  last_used_at timestamptz(3) not null default now(),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index on session (user_id);

-- Sessions that ended, for as long as an access token minted from them may still be alive. It holds opaque ids and
-- nothing of a person, and is read as a whole, so it has no row level security.
create table session_revocation (
  session_id text primary key,
  revoked_at timestamptz(3) not null default now()
);
create index on session_revocation (revoked_at);

-- By trigger, so that no way of ending a session, better-auth's own included, forgets to tell the gateway.
create function record_session_revocation() returns trigger language plpgsql as $$
begin
  delete from session_revocation where revoked_at < now() - interval '1 hour';
  insert into session_revocation (session_id) values (old.id) on conflict do nothing;
  return null;
end $$;
create trigger session_ended after delete on session for each row execute function record_session_revocation();

-- Ed25519 key pairs that sign access tokens; private keys are encrypted with the service's secret.
create table signing_key (
  id text primary key,
  public_key text not null,
  private_key text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);

-- Failed sign-ins by account and by address. Keys are hashes: no list of people can be read from here.
create table sign_in_attempt (
  id text primary key,
  failures int not null,
  last_failed_at timestamptz(3) not null,
  locked_until timestamptz(3)
);
create index on sign_in_attempt (last_failed_at);

alter table app_user enable row level security;
alter table app_user force row level security;
create policy engine on app_user using (current_setting('app.identity_engine', true) = 'on');
create policy self on app_user for select using (id = current_setting('app.user_id', true));
create policy change_self on app_user for update using (id = current_setting('app.user_id', true));

alter table account enable row level security;
alter table account force row level security;
create policy engine on account using (current_setting('app.identity_engine', true) = 'on');

alter table session enable row level security;
alter table session force row level security;
create policy engine on session using (current_setting('app.identity_engine', true) = 'on');
create policy self on session for select using (user_id = current_setting('app.user_id', true));
create policy change_self on session for update using (user_id = current_setting('app.user_id', true));
create policy end_self on session for delete using (user_id = current_setting('app.user_id', true));

alter table signing_key enable row level security;
alter table signing_key force row level security;
create policy engine on signing_key using (current_setting('app.identity_engine', true) = 'on');

alter table sign_in_attempt enable row level security;
alter table sign_in_attempt force row level security;
create policy engine on sign_in_attempt using (current_setting('app.identity_engine', true) = 'on');

grant select, insert, update on app_user, account to auth_service;
grant select, insert, update, delete on session, sign_in_attempt to auth_service;
grant select, insert, delete on session_revocation to auth_service;
grant select, insert on signing_key to auth_service;
