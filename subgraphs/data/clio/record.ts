import type { SyncEntityType } from '@smarterfirms/platform/messages';
import type { ZodType } from 'zod';

/** The PostgreSQL types of the copy's columns; a page travels as one array of each. */
export type ColumnType = 'text' | 'boolean' | 'integer' | 'bigint' | 'numeric' | 'date' | 'timestamptz' | 'jsonb';

/** Null is "not known". Dates and instants are text as Clio wrote them, big integers and decimals are exact. */
export type ColumnValue = string | number | bigint | boolean | null | undefined;

/** What every record of Clio has. */
export interface ClioHead {
  id: string;
  etag?: string | null | undefined;
  created_at?: string | null | undefined;
  updated_at?: string | null | undefined;
}

/** One kind of Clio's records: how to ask for it, how it is checked, and how it becomes a row. */
export interface ClioRecord<Parsed extends ClioHead = ClioHead> {
  entity: SyncEntityType;
  table: string;
  /** Condition that tells this entity's rows apart where two entities share a table. */
  part?: string;
  /** Path of the list below the connection's origin. */
  path: string;
  /** Value of `order`; undefined where Clio's list has no such parameter. */
  order: string | undefined;
  /** Further parameters of the list: where Clio demands one, or hides records without. */
  query?: Readonly<Record<string, string>>;
  /** False where Clio's list cannot be asked for records by `ids[]`. */
  byIds?: false;
  /** False where Clio's list knows no `updated_since`. */
  updatedSince?: false;
  /** Value of `fields`: everything that is stored, related records by id. Clio allows one level of braces. */
  fields: string;
  /** Takes a record apart, or says at which field that fails. Unknown keys are dropped here and kept in `raw`. */
  schema: ZodType<Parsed>;
  /** When Clio deleted a record that its list still shows; lists that show only what is there have none. */
  deletedAt?: (record: Parsed) => string | null | undefined;
  /** The table's own columns: type, and the value in a record that the schema passed. */
  columns: Record<string, readonly [ColumnType, (record: Parsed) => ColumnValue]>;
}

/** Checks a kind's columns against its own schema; after that a page is stored the same way for every kind. */
export function clioRecord<Parsed extends ClioHead>(record: ClioRecord<Parsed>): ClioRecord {
  return record as unknown as ClioRecord;
}
