-- What people are told, how it reached them, and the projections of other services' data that this needs.
--
-- Two roles use these tables. notifications_service answers the graph: it reads a person's own rows and marks them read.
-- notifications_worker handles events: it writes everything here, one firm or one person at a time.

-- Projections. as_of is when the event that wrote the row occurred: an older event that arrives late changes nothing.

create table recipient (
  user_id text primary key,
  email text not null,
  name text not null,
  time_zone text not null,
  locale text not null,
  as_of timestamptz(3) not null
);

create table firm (
  firm_id text primary key,
  name text not null,
  time_zone text not null,
  as_of timestamptz(3) not null
);

-- No foreign keys: the events of a firm, of a person and of a membership arrive in any order.
create table firm_member (
  firm_id text not null,
  user_id text not null,
  role text not null,
  as_of timestamptz(3) not null,
  primary key (firm_id, user_id)
);
create index firm_member_user on firm_member (user_id);

-- "C": ids sort by creation time, bytewise.
create table notification (
  id text collate "C" primary key,
  event_id text not null,
  user_id text not null,
  firm_id text not null,
  kind text not null check (kind in ('SYNC_COMPLETED', 'SYNC_FAILED', 'CONNECTION_NEEDS_ATTENTION')),
  title text not null,
  body text not null,
  -- A path within the web application.
  href text not null check (href like '/%'),
  created_at timestamptz(3) not null,
  read_at timestamptz(3),
  unique (event_id, user_id)
);
create index notification_newest on notification (user_id, id desc);
create index notification_unread on notification (user_id) where read_at is null;

create table delivery (
  id text primary key,
  notification_id text collate "C" not null references notification (id),
  channel text not null check (channel in ('EMAIL')),
  status text not null check (status in ('PENDING', 'SENT', 'FAILED')),
  address text not null,
  attempts integer not null default 0,
  sent_at timestamptz(3),
  unique (notification_id, channel)
);

-- Events whose notifications are written: a repeated delivery of the event writes them once.
create table handled_event (
  event_id text primary key,
  handled_at timestamptz(3) not null default now()
);

alter table recipient enable row level security;
alter table recipient force row level security;
create policy recipient_own on recipient to notifications_worker
  using (user_id = current_setting('app.user_id', true));
create policy recipient_of_firm on recipient for select to notifications_worker
  using (
    exists (
      select from firm_member
      where firm_member.user_id = recipient.user_id and firm_member.firm_id = current_setting('app.firm_id', true)
    )
  );

alter table firm enable row level security;
alter table firm force row level security;
create policy firm_of_event on firm to notifications_worker
  using (firm_id = current_setting('app.firm_id', true));

alter table firm_member enable row level security;
alter table firm_member force row level security;
create policy firm_member_of_event on firm_member to notifications_worker
  using (firm_id = current_setting('app.firm_id', true));
create policy firm_member_own on firm_member for select to notifications_service
  using (user_id = current_setting('app.user_id', true));

-- A person sees what was written to them, while they belong to the firm that it is about.
alter table notification enable row level security;
alter table notification force row level security;
create policy notification_of_event on notification to notifications_worker
  using (firm_id = current_setting('app.firm_id', true));
create policy notification_own on notification to notifications_service
  using (
    user_id = current_setting('app.user_id', true)
    and exists (
      select from firm_member
      where firm_member.firm_id = notification.firm_id and firm_member.user_id = notification.user_id
    )
  );

alter table delivery enable row level security;
alter table delivery force row level security;
-- Visible where its notification is.
create policy delivery_of_notification on delivery
  using (exists (select from notification where notification.id = delivery.notification_id));

-- Holds ids of events and nothing of anybody: the worker asks for one before it knows whose it is.
alter table handled_event enable row level security;
alter table handled_event force row level security;
create policy handled_event_all on handled_event to notifications_worker using (true);

grant select on notification, delivery, firm_member to notifications_service;
grant update (read_at) on notification to notifications_service;

grant select, insert, update on recipient, firm, firm_member, notification, delivery to notifications_worker;
grant select, insert on handled_event to notifications_worker;
