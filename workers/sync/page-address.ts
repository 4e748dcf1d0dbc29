import type { Checkpoint, Position } from '@smarterfirms/data/checkpoint';
import { clioResource } from '@smarterfirms/data/clio-fields';
import type { SyncEntityType } from '@smarterfirms/platform/messages';

/** Clio's lists take at most this many `ids[]` without a URL that servers on the way refuse. */
export const idsPerRequest = 100;
const recentDays = 90;

/** The address of the page at a position: its own link where there is one, followed as it is; else the pass's first page. */
export function pageAddress(
  base: string,
  { entity, pass, cursor, since }: Pick<Checkpoint, 'entity' | 'since'> & Pick<Position, 'pass' | 'cursor'>,
  now = new Date(),
): string {
  if (cursor) return cursor;
  const { path, query, fields, order, limit, byIds } = clioResource(entity);
  const url = new URL(`${base}${path}?${new URLSearchParams(query)}`);
  // What cannot be fetched by its ids afterwards comes whole at once; those lists are short.
  url.searchParams.set('fields', pass === 'SWEEP' && byIds ? 'id,etag' : fields);
  url.searchParams.set('limit', String(limit));
  if (order) url.searchParams.set('order', order);
  const changedSince = pass === 'RECENT' ? new Date(now.getTime() - recentDays * 86_400_000) : since;
  if (pass === 'RECENT' || pass === 'CHANGED') {
    url.searchParams.set('updated_since', (changedSince ?? new Date(0)).toISOString());
  }
  return url.href;
}

/** The address of single records: `fields` is everything that is stored, or less. At most 100 ids. */
export function recordsAddress(base: string, entity: SyncEntityType, ids: readonly string[], fields?: string): string {
  const resource = clioResource(entity);
  const url = new URL(`${base}${resource.path}?${new URLSearchParams(resource.query)}`);
  url.searchParams.set('fields', fields ?? resource.fields);
  url.searchParams.set('limit', String(resource.limit));
  for (const id of ids) url.searchParams.append('ids[]', id);
  return url.href;
}
