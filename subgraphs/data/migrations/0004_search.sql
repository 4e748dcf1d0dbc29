-- What the search of matters looks through, in lower case: a LIKE over it is several times faster than ILIKE over the
-- columns, and search is a filter over all of a firm's matters. It has no trigram index: LIKE is not leakproof, so row level
-- security would let PostgreSQL use one only after it had checked the firm of every row.
alter table matter add column search text
  generated always as (lower(coalesce(display_number, '') || ' ' || coalesce(description, ''))) stored;
alter table contact add column search text generated always as (lower(name)) stored;
