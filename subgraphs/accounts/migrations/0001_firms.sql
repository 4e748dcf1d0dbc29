-- Firms, what they subscribe to, who belongs to them, and the events that tell others of it.
--
-- Ids are the prefixed ids of the graph. Money is whole minor units beside its currency.

create table plan (
  id text primary key,
  code text not null unique,
  name text not null,
  price_amount integer not null check (price_amount >= 0),
  price_currency text not null check (price_currency ~ '^[A-Z]{3}$'),
  interval text not null check (interval in ('MONTH', 'YEAR')),
  -- Null stands for "as many as there are".
  matter_limit integer check (matter_limit > 0),
  sync_interval_minutes integer not null check (sync_interval_minutes > 0)
);

-- Before row level security is forced, because it binds the owner too and nobody may write plans later.
insert into plan (id, code, name, price_amount, price_currency, interval, matter_limit, sync_interval_minutes) values
  ('pln_01m85ap9mveb3tvga7216v7v2k', 'solo', 'Solo', 4900, 'USD', 'MONTH', 250, 60),
  ('pln_01m85ap9mxedfvm5p4mej4z1q9', 'practice', 'Practice', 14900, 'USD', 'MONTH', 2500, 15),
  ('pln_01m85ap9mxfr78panpm12g4w0j', 'firm', 'Firm', 39900, 'USD', 'MONTH', null, 5);

create table firm (
  id text primary key,
  name text not null,
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz(3) not null default now()
);

create table firm_subscription (
  id text primary key,
  firm_id text not null unique references firm (id),
  plan_id text not null references plan (id),
  status text not null check (status in ('TRIALING', 'ACTIVE', 'PAST_DUE', 'CANCELED')),
  trial_ends_at timestamptz(3),
  current_period_ends_at timestamptz(3),
  created_at timestamptz(3) not null default now()
);

-- Who may see a firm: a projection of the memberships that auth owns.
create table firm_member (
  user_id text not null,
  firm_id text not null references firm (id),
  primary key (user_id, firm_id)
);

-- The idempotency record of createFirm. granted_at is set once auth has granted the owner's membership.
create table firm_creation (
  user_id text not null,
  idempotency_key text not null,
  parameter_hash text not null,
  -- Written first, so that parallel calls with one key queue up on it before any of them writes a firm.
  firm_id text not null references firm (id) deferrable initially deferred,
  created_at timestamptz(3) not null default now(),
  granted_at timestamptz(3),
  primary key (user_id, idempotency_key)
);

-- Not a tenant's table: the publisher empties it for all firms, and no resolver reads it.
create table outbox (
  id text primary key,
  event jsonb not null,
  created_at timestamptz not null default now()
);

alter table plan enable row level security;
alter table plan force row level security;
create policy plan_for_everybody on plan for select using (true);

alter table firm_member enable row level security;
alter table firm_member force row level security;
create policy firm_member_own on firm_member for select
  using (user_id = current_setting('app.user_id', true));
create policy firm_member_added on firm_member for insert
  with check (firm_id = current_setting('app.firm_id', true));

alter table firm enable row level security;
alter table firm force row level security;
create policy firm_acting_or_member on firm for select
  using (
    id = current_setting('app.firm_id', true)
    or exists (
      select from firm_member
      where firm_member.firm_id = firm.id and firm_member.user_id = current_setting('app.user_id', true)
    )
  );
create policy firm_created on firm for insert with check (id = current_setting('app.firm_id', true));
create policy firm_changed on firm for update using (id = current_setting('app.firm_id', true));

alter table firm_subscription enable row level security;
alter table firm_subscription force row level security;
create policy firm_subscription_acting on firm_subscription
  using (firm_id = current_setting('app.firm_id', true));

alter table firm_creation enable row level security;
alter table firm_creation force row level security;
create policy firm_creation_own on firm_creation
  using (user_id = current_setting('app.user_id', true));

grant select on plan to accounts_service;
grant select, insert on firm, firm_subscription, firm_member, firm_creation to accounts_service;
grant update (name, time_zone, currency) on firm to accounts_service;
grant update (granted_at) on firm_creation to accounts_service;
-- "for update skip locked" in the publisher needs the right to update as well.
grant select, insert, update, delete on outbox to accounts_service;
