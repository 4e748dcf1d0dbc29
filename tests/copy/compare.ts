import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { truthOf } from '../clio-world.ts';
import type { RunningStack } from '../running-stack.ts';
import { type CopiedKind, copiedKinds, type Json } from './copied-kinds.ts';

/**
 * How the copy in PostgreSQL differs from what Clio holds: missing, extra and doubled records by id, and every field of every
 * record. Empty when they are equal. Reads as the superuser, whom no row level security binds, and lists 20 at most.
 */
export async function differences(
  stack: Pick<RunningStack, 'urls' | 'superuser'>,
  firmId: string,
  accountId: string,
): Promise<string[]> {
  const client = new pg.Client(stack.superuser.data);
  await client.connect();
  try {
    const found: string[] = [];
    for (const kind of copiedKinds) {
      const whole = await truthOf(stack, accountId, kind.resource);
      const nested = kind.nested ? await truthOf(stack, accountId, kind.resource, kind.nested) : [];
      const records = whole.map((record, index) => ({ ...record, ...nested[index] }));
      const truth = records.filter(kind.listed ?? (() => true));
      if (truth.length === 0 && !kind.rare) found.push(`Clio holds no ${kind.resource}: nothing was compared`);
      const { rows } = await client.query<Json>(
        `select * from ${kind.table} where firm_id = $1 and deleted_at is null and ${kind.rows ?? 'true'}`,
        [firmId],
      );
      found.push(...compareKind(kind, truth, rows));
    }
    const owed = await client.query<{ id: string; total: string }>(
      `select contact_clio_id as id, total_minor as total from outstanding_client_balance
       where firm_id = $1 and deleted_at is null`,
      [firmId],
    );
    found.push(...compareOwed(await truthOf(stack, accountId, 'bills'), owed.rows));
    return found.slice(0, 20);
  } finally {
    await client.end();
  }
}

function compareKind({ table, typed }: CopiedKind, truth: readonly Json[], rows: readonly Json[]): string[] {
  const found: string[] = [];
  const byId = new Map<string, Json>();
  for (const row of rows) {
    const id = String(row['clio_id']);
    if (byId.has(id)) found.push(`${table} ${id} is there twice`);
    byId.set(id, row);
  }
  for (const record of truth) {
    const id = String(record['id']);
    const row = byId.get(id);
    byId.delete(id);
    if (!row) {
      found.push(`${table} ${id} is missing`);
      continue;
    }
    const raw = row['raw'] as Json;
    if (raw['etag'] !== record['etag']) found.push(`${table} ${id} is of another version`);
    for (const [field, value] of Object.entries(raw)) {
      if (!isReadersOwn(field, value) && !contains(record[field], value)) {
        found.push(`${table} ${id} ${field}: ${JSON.stringify(value)} instead of ${JSON.stringify(record[field])}`);
      }
    }
    for (const [column, expected] of Object.entries(typed)) {
      const actual = typeof expected(record) === 'number' ? Number(row[column]) : row[column];
      if (!isDeepStrictEqual(actual, expected(record) ?? null)) {
        found.push(`${table} ${id} column ${column}: ${String(actual)} instead of ${String(expected(record))}`);
      }
    }
  }
  for (const id of byId.keys()) found.push(`${table} ${id} is not in Clio`);
  return found;
}

/** A relation is asked for with some of its fields: each of those must be as in the whole record. */
function contains(whole: unknown, part: unknown): boolean {
  if (isDeepStrictEqual(whole, part)) return true;
  if (Array.isArray(whole) && Array.isArray(part)) {
    return whole.length === part.length && part.every((item, index) => contains(whole[index], item));
  }
  if (typeof whole !== 'object' || typeof part !== 'object' || whole === null || part === null) return false;
  return Object.entries(part).every(([key, value]) => contains((whole as Json)[key], value));
}

/** A rate of type User is that of whoever asks, so it differs by reader. */
function isReadersOwn(field: string, value: unknown): boolean {
  return field === 'rate' && typeof value === 'object' && (value as Json | null)?.['type'] === 'User';
}

/** Clio computes what a client owes when it is asked; it must be the open balances of the client's bills. */
function compareOwed(bills: readonly Json[], rows: readonly { id: string; total: string }[]): string[] {
  const expected = new Map<string, number>();
  for (const bill of bills) {
    const balance = Math.round(Number(bill['balance']) * 100);
    if (bill['state'] !== 'awaiting_payment' || balance <= 0) continue;
    const client = String((bill['client'] as Json)['id']);
    expected.set(client, (expected.get(client) ?? 0) + balance);
  }
  const actual = new Map(rows.map(({ id, total }) => [id, Number(total)]));
  if (expected.size === 0) return ['nobody owes anything: outstanding balances were not compared'];
  return isDeepStrictEqual(new Map([...actual].sort()), new Map([...expected].sort()))
    ? []
    : [`outstanding balances are ${JSON.stringify([...actual])} instead of ${JSON.stringify([...expected])}`];
}
