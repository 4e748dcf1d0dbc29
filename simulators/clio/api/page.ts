import { firstAfter } from '../firm/record-table.ts';
import type { Row } from '../firm/rows.ts';
import { unprocessable } from './errors.ts';
import type { Matching } from './matching-rows.ts';
import { decodePageToken, encodePageToken, type PageToken } from './page-token.ts';
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
  const boundTo = `${binding}?${query.canonicalWithout('page_token')}`;
  if (matching.cursor) return pageByCursor(matching.rows, query, limit, boundTo);
  return matching.tokensOnly
    ? pageByPosition(matching.rows, query, limit, boundTo)
    : pageByOffset(matching.rows, query, limit);
}

/**
 * By id, so that edits and new records do not move a walk: new ones come at its end, and none is seen twice.
 */
function pageByCursor(rows: readonly Row[], query: Query, limit: number, binding: string): Page {
  const token = tokenOf(query, binding, 'after', 'before');

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

/** In an order of its own and without a ceiling, where no offset is taken. */
function pageByPosition(rows: readonly Row[], query: Query, limit: number, binding: string): Page {
  const start = tokenOf(query, binding, 'at')?.id ?? 0;
  const end = start + limit;
  const link = (id: number) => query.with({ page_token: encodePageToken({ direction: 'at', id }, binding) });
  return {
    rows: rows.slice(start, end),
    previous: start > 0 ? link(Math.max(0, start - limit)) : undefined,
    next: end < rows.length ? link(end) : undefined,
  };
}

/** Undefined for the first page. Throws 422 on a token that was not given for this query. */
function tokenOf(
  query: Query,
  binding: string,
  ...directions: readonly PageToken['direction'][]
): PageToken | undefined {
  const text = query.text('page_token');
  if (text === undefined) return undefined;
  const token = decodePageToken(text, binding);
  if (!token || !directions.includes(token.direction)) throw unprocessable('page_token is invalid');
  return token;
}

function pageByOffset(rows: readonly Row[], query: Query, limit: number): Page {
  // No page of such a list was ever given a token; showing the first one again would send a walk in circles.
  if (query.text('page_token') !== undefined) throw unprocessable('page_token is invalid');
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
