-- Ids of events that were told long ago are removed by whoever notes the next one.
create index handled_event_handled on handled_event (handled_at);
-- What is to be removed is locked first, which needs the right to update.
grant delete, update (handled_at) on handled_event to notifications_worker;
