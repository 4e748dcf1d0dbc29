-- One firm's rows are invisible to another firm, to a connection that names no firm, and to the tables' owner. The roles
-- exist before: whoever creates the database creates them.
do $$
declare
  name text;
begin
  foreach name in array array[
    'timekeeper', 'contact', 'matter', 'activity', 'bill', 'line_item', 'sync_checkpoint', 'entity_freshness'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    -- The subselect makes the setting one value per statement, which an index can be searched for.
    execute format(
      'create policy firm_only on %I using (firm_id = (select current_setting(''app.firm_id'', true)))', name
    );
    execute format('revoke all on %I from public', name);
    execute format('grant select on %I to data_service', name);
    -- Deleting is for a firm that disconnects and keeps nothing.
    execute format('grant select, insert, update, delete on %I to data_worker', name);
  end loop;
end
$$;
