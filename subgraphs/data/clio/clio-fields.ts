import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { clioRecords } from './records.ts';

/** How to ask Clio for the list of an entity type. */
export interface ClioResource {
  /** Below the connection's origin, for example `/api/v4/matters.json`. */
  path: string;
  /** Value of `fields`, not yet percent-encoded: every field that is stored. */
  fields: string;
  /** Value of `order` that gives cursor paging; undefined where the list knows no such parameter and must not get one. */
  order: string | undefined;
  /** Further parameters that every request for the list needs. */
  query: Readonly<Record<string, string>>;
  /** Whether the list takes `ids[]`. */
  byIds: boolean;
  /** Whether the list takes `updated_since`; one that does not is read as a whole. */
  updatedSince: boolean;
  /** Value of `limit`: records per page. */
  limit: number;
}

const recordsPerPage = 200;

export function clioResource(entity: SyncEntityType): ClioResource {
  const { path, fields, order, query = {}, byIds = true, updatedSince = true } = clioRecords[entity];
  return { path, fields, order, query, byIds, updatedSince, limit: recordsPerPage };
}
