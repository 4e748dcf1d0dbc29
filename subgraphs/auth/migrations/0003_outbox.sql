-- Events that wait to be published: written with the change that they tell of, deleted when they are out. The publisher
-- reads events of everybody, so there is no row level security; nothing else reads this table.

create table outbox (
  id text primary key,
  event jsonb not null,
  created_at timestamptz(3) not null default now()
);

-- Update is what "select … for update skip locked" asks for.
grant select, insert, update, delete on outbox to auth_service;
