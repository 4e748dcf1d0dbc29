-- People are told when the copy of their data is older than it should be.
alter table notification
  drop constraint notification_kind_check,
  add constraint notification_kind_check
    check (kind in ('SYNC_COMPLETED', 'SYNC_FAILED', 'SYNC_STALE', 'CONNECTION_NEEDS_ATTENTION'));
