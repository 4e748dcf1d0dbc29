import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { type ClioRow, type Rejection, readRecord } from '../clio/read-record.ts';
import { clioRecords } from '../clio/records.ts';

export interface ReadRecords {
  /** Without repeated ids. */
  rows: ClioRow[];
  /** What could not be stored, record by record; a record with an id is stored all the same, without the odd fields. */
  rejected: Rejection[];
  /** How many of the records have no row at all. */
  unstored: number;
}

/**
 * Takes the records of one answer apart. It may name a record twice (Clio moved it while answering): the later one is the
 * newer one.
 */
export function readRecords(entity: SyncEntityType, records: readonly unknown[]): ReadRecords {
  const rows = new Map<string, ClioRow>();
  const rejected: Rejection[] = [];
  for (const record of records) {
    const { row, rejection } = readRecord(clioRecords[entity], record);
    if (row) rows.set(row.head.id, row);
    if (rejection) rejected.push(rejection);
  }
  const unstored = rejected.filter(({ clioId }) => clioId === undefined || !rows.has(clioId)).length;
  return { rows: [...rows.values()], rejected, unstored };
}
