import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { truthOf } from '../clio-world.ts';
import type { RunningStack } from '../running-stack.ts';

type Json = Record<string, unknown>;

interface CopiedKind {
  table: string;
  resource: string;
  /** A field whose own relations the whole record does not show unless they are asked for. */
  nested?: string;
  /** Columns that the product computes with, as Clio's record says they must be. Money is in cents here. */
  typed: Readonly<Record<string, (record: Json) => unknown>>;
}

const cents = (amount: unknown) => (typeof amount === 'number' ? String(Math.round(amount * 100)) : null);
const decimal = (value: unknown) => (typeof value === 'number' ? Number(value) : null);
const idOf = (value: unknown) => (value === null || value === undefined ? null : String((value as Json)['id']));

const customFieldValues =
  'custom_field_values{id,value,field_name,field_type,custom_field,soft_deleted,picklist_option}';

const kinds: readonly CopiedKind[] = [
  { table: 'timekeeper', resource: 'users', typed: { name: (r) => r['name'], enabled: (r) => r['enabled'] } },
  {
    table: 'contact',
    resource: 'contacts',
    nested: customFieldValues,
    typed: { name: (r) => r['name'], is_client: (r) => r['is_client'] },
  },
  {
    table: 'matter',
    resource: 'matters',
    nested: customFieldValues,
    typed: {
      display_number: (r) => r['display_number'],
      description: (r) => r['description'],
      client_clio_id: (r) => idOf(r['client']),
      responsible_attorney_clio_id: (r) => idOf(r['responsible_attorney']),
    },
  },
  {
    table: 'activity',
    resource: 'activities',
    typed: {
      type: (r) => r['type'],
      total_minor: (r) => cents(r['total']),
      price_minor: (r) => cents(r['price']),
      matter_clio_id: (r) => idOf(r['matter']),
    },
  },
  {
    table: 'bill',
    resource: 'bills',
    typed: {
      state: (r) => r['state'],
      total_minor: (r) => cents(r['total']),
      paid_minor: (r) => cents(r['paid']),
      balance_minor: (r) => cents(r['balance']),
    },
  },
  {
    table: 'line_item',
    resource: 'line_items',
    typed: {
      total: (r) => decimal(r['total']),
      quantity: (r) => decimal(r['quantity']),
      bill_clio_id: (r) => idOf(r['bill']),
    },
  },
];

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
    for (const kind of kinds) {
      const whole = await truthOf(stack, accountId, kind.resource);
      const nested = kind.nested ? await truthOf(stack, accountId, kind.resource, kind.nested) : [];
      const truth = whole.map((record, index) => ({ ...record, ...nested[index] }));
      if (truth.length === 0) found.push(`Clio holds no ${kind.resource}: nothing was compared`);
      const { rows } = await client.query<Json>(
        `select * from ${kind.table} where firm_id = $1 and deleted_at is null`,
        [firmId],
      );
      found.push(...compareKind(kind, truth, rows));
    }
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
      if (!contains(record[field], value)) {
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
