import { firstAfter } from '../firm/record-table.ts';
import type { Row } from '../firm/rows.ts';
import { unprocessable } from './errors.ts';
import type { Matching } from './matching-rows.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import type { Query } from './query.ts';

/** Offset paging ends here; only the cursor goes on. */
export const offsetCeiling = 10_000;

export interface Page {
  rows: readonly Row[];
  /** The query of the neighbouring pages; undefined where there is none. */
  previous: string | undefined;
  next: string | undefined;
}

/** Cuts one page out of the matching rows. `binding` ties page tokens to firm and collection. */
export function pageOf(matching: Matching, query: Query, limit: number, binding: string): Page {
  return matching.cursor
    ? pageByCursor(matching.rows, query, limit, `${binding}?${query.canonicalWithout('page_token')}`)
    : pageByOffset(matching.rows, query, limit);
}

/**
 * By id, so that edits and new records do not move a walk: new ones come at its end, and none is seen twice.
 */
function pageByCursor(rows: readonly Row[], query: Query, limit: number, binding: string): Page {
  const text = query.text('page_token');
  const token = text === undefined ? undefined : decodePageToken(text, binding);
  if (text !== undefined && !token) throw unprocessable('page_token is invalid');

  let start = 0;
  let end = Math.min(limit, rows.length);
  if (token?.direction === 'after') {
    start = firstAfter(rows, token.id);
    end = Math.min(start + limit, rows.length);
  } else if (token) {
    end = firstAfter(rows, token.id - 1);
    start = Math.max(0, end - limit);
  }
  const page = rows.slice(start, end);
  const link = (direction: 'after' | 'before', row: Row | undefined) =>
    row && query.with({ page_token: encodePageToken({ direction, id: row.id }, binding) });
  return {
    rows: page,
    previous: start > 0 ? link('before', page[0]) : undefined,
    next: end < rows.length ? link('after', page.at(-1)) : undefined,
  };
}

function pageByOffset(rows: readonly Row[], query: Query, limit: number): Page {
  const offset = query.integer('offset', 0, Number.MAX_SAFE_INTEGER) ?? 0;
  if (offset + limit > offsetCeiling) {
    throw unprocessable(`offset and limit must not go past ${offsetCeiling} records; page by order=id(asc) instead`);
  }
  const end = offset + limit;
  return {
    rows: rows.slice(offset, end),
    previous: offset > 0 ? query.with({ offset: String(Math.max(0, offset - limit)) }) : undefined,
    // Also at the ceiling: following it answers 422, where a missing link would look like the end of the data.
    next: end < rows.length ? query.with({ offset: String(end) }) : undefined,
  };
}
