import { z } from 'zod';
import type { ClioHead, ClioRecord, ColumnValue } from './record.ts';

/** A record of Clio as it will be stored. */
export interface ClioRow {
  head: ClioHead;
  columns: Record<string, ColumnValue>;
  raw: string;
  /** When Clio deleted it, where the record says so. */
  deletedAt: string | null;
}

/** A record, or a part of it, that could not be stored, and why. */
export interface Rejection {
  /** Undefined when not even the id could be read. */
  clioId: string | undefined;
  reason: string;
}

/**
 * Reads one record. A field that does not fit is left unknown and reported, the rest is kept: one odd value must not cost
 * the record. `row` is undefined when there is nothing that could be stored.
 */
export function readRecord(kind: ClioRecord, record: unknown): { row?: ClioRow; rejection?: Rejection } {
  const identified = identity.safeParse(record);
  if (!identified.success) return { rejection: { clioId: undefined, reason: 'The record has no id.' } };
  const { id, ...rest } = identified.data;
  if (!isStorable(record)) {
    return { rejection: { clioId: id, reason: 'A text holds a character that PostgreSQL cannot store.' } };
  }

  const raw = JSON.stringify(record);
  const whole = kind.schema.safeParse(record);
  if (whole.success) return { row: toRow(kind, whole.data, raw) };

  const reason = whole.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  const unfit = new Set(whole.error.issues.map((issue) => issue.path[0]));
  const fitting = Object.fromEntries(Object.entries({ id, ...rest }).filter(([field]) => !unfit.has(field)));
  return { row: toRow(kind, kind.schema.parse(fitting), raw), rejection: { clioId: id, reason } };
}

const identity = z.looseObject({ id: z.union([z.number().int().transform(String), z.string().min(1)]) });

function toRow({ columns, deletedAt }: ClioRecord, parsed: ClioHead, raw: string): ClioRow {
  const values = Object.entries(columns).map(([name, [, read]]) => [name, read(parsed)]);
  return { head: parsed, columns: Object.fromEntries(values), raw, deletedAt: deletedAt?.(parsed) ?? null };
}

/** PostgreSQL's text holds no NUL, and its jsonb no half of a surrogate pair. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (Array.isArray(value)) return value.every(isStorable);
  if (value && typeof value === 'object') {
    return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
  }
  return true;
}
