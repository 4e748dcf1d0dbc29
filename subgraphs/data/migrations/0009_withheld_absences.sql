-- Records that a comparison found missing in Clio and did not believe to be deleted, by the job that found it: what a person
-- is asked about, and the most that an acceptance may remove.
create table withheld_absence (
  firm_id text not null,
  entity text not null,
  clio_id text not null,
  job_id text not null,
  primary key (firm_id, entity, clio_id)
);

alter table withheld_absence enable row level security;
alter table withheld_absence force row level security;
create policy firm_only on withheld_absence using (firm_id = (select current_setting('app.firm_id', true)));
revoke all on withheld_absence from public;
grant select on withheld_absence to data_service;
grant select, insert, update, delete on withheld_absence to data_worker;
