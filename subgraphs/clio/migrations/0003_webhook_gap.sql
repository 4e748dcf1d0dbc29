-- Times in which a webhook of a firm did not deliver, one per model, until the comparison has begun that finds what was deleted
-- meanwhile: Clio never tells again what it could not tell.
create table webhook_gap (
  firm_id text not null,
  model text not null,
  -- New with every gap, so whoever has begun the comparison of one takes away no later one.
  gap_id uuid not null default gen_random_uuid(),
  -- When the comparison is due. NULL while the gap lasts.
  due_at timestamptz,
  primary key (firm_id, model)
);
create index webhook_gap_due on webhook_gap (due_at);

alter table webhook_gap enable row level security;
alter table webhook_gap force row level security;
grant select, insert, update, delete on webhook_gap to clio_service;
-- The scheduler asks which firms are due.
create policy of_firm_or_scheduler on webhook_gap using (
  firm_id = (select nullif(current_setting('app.firm_id', true), ''))
  or (select current_setting('app.scheduler', true)) = 'on'
);
