-- Who works in which firm, in which role. A row belongs to its firm; the person that it is about sees it too.

create table membership (
  id text primary key,
  firm_id text not null,
  user_id text not null references app_user on delete cascade,
  role text not null check (role in ('owner', 'admin', 'billing', 'partner', 'attorney', 'staff', 'read-only')),
  created_at timestamptz(3) not null default now(),
  unique (firm_id, user_id)
);
create index on membership (user_id);

alter table membership enable row level security;
alter table membership force row level security;
create policy visible on membership for select
  using (firm_id = current_setting('app.firm_id', true) or user_id = current_setting('app.user_id', true));
create policy granted_by_firm on membership for insert with check (firm_id = current_setting('app.firm_id', true));

-- People of the same firm see each other. Membership's own policies apply inside this subquery too.
create policy colleague on app_user for select using (
  exists (
    select from membership
    where membership.user_id = app_user.id and membership.firm_id = current_setting('app.firm_id', true)
  )
);

grant select, insert on membership to auth_service;
