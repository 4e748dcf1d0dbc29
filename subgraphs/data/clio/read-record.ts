import { z } from 'zod';
import { clioId } from './fields.ts';
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

  const unstorable = Object.keys(rest).filter((field) => !isStorable(field) || !isStorable(rest[field]));
  const raw = JSON.stringify(unstorable.length > 0 ? storable(record) : record);
  const whole = kind.schema.safeParse(record);
  if (whole.success && unstorable.length === 0) return { row: toRow(kind, whole.data, raw) };

  const issues = whole.error?.issues ?? [];
  const reasons = [
    ...unstorable.map((field) => `${storable(field)}: a text holds a character that cannot be stored`),
    ...issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  ];
  const unfit = new Set<unknown>([...unstorable, ...issues.map((issue) => issue.path[0])]);
  const fitting = Object.fromEntries(Object.entries({ id, ...rest }).filter(([field]) => !unfit.has(field)));
  return { row: toRow(kind, kind.schema.parse(fitting), raw), rejection: { clioId: id, reason: reasons.join('; ') } };
}

const identity = z.looseObject({ id: clioId.refine(isStorable) });

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

/** The same with U+FFFD in place of such characters. */
function storable<Value>(value: Value): Value;
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD').toWellFormed();
  if (Array.isArray(value)) return value.map((inner) => storable(inner));
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)]));
  }
  return value;
}
