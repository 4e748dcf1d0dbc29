import { tableOf } from '../firm/firm.ts';
import { versionOfRows } from '../firm/rows-version.ts';
import type { Resource } from '../resources/resource.ts';
import type { ApiCall } from './call.ts';

/** Parameters that read no more of a record than its own row. */
const ownParameter =
  /^(?:limit=\d+|page_token=[^&]*|order=id\((?:asc|desc)\)|(?:created|updated)_since=[^&]*|ids(?:\[\]|%5B%5D)=\d+|fields=(?:id|etag|created_at|updated_at)(?:(?:,|%2C)(?:id|etag|created_at|updated_at))*)$/i;

/**
 * Moves on when a page of a collection may have to be made anew. A page that shows and asks for nothing but ids, etags
 * and instants, as those of a client that looks for deletions do, depends on the rows of its own collection. Every other
 * one depends on the whole firm: what a record shows comes from other collections too.
 */
export function pageVersion({ firm, search, world }: ApiCall, { name, also, defaultOrder, derived }: Resource): string {
  const ofOwnRows =
    !also &&
    !defaultOrder &&
    !derived &&
    search
      .slice(1)
      .split('&')
      .every((parameter) => parameter === '' || ownParameter.test(parameter));
  if (!ofOwnRows || world.access.restricts) return `firm ${firm.version}`;
  return `rows ${versionOfRows(tableOf(firm, name).rows)} access ${world.access.version}`;
}
