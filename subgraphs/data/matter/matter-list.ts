import { type Connection, connectionOf, pageSize } from '@smarterfirms/platform/graph-connection';
import { badInput } from '@smarterfirms/platform/graph-error';
import { decodeUuid } from '@smarterfirms/platform/ids';
import { Prisma } from '../generated/prisma/client.ts';
import { type KeysetOrder, keysetCursor, keysetPosition } from '../keyset.ts';
import { OrderDirection } from '../order-direction.ts';
import type { ReadFirm } from '../read-firm.ts';
import { type Matter, toMatter } from './matter.ts';
import { type MatterFilter, type MatterOrder, MatterOrderField } from './matter-list-input.ts';
import { matterCount, matterPage } from './matter-records.ts';
import { MatterStatus, storedStatus } from './matter-status.ts';

const queryLengthMax = 200;
/** Each word is looked for in every matter and contact of the firm. */
const queryWordsMax = 8;
const columnOf = {
  [MatterOrderField.DISPLAY_NUMBER]: { column: 'display_number', type: 'text' },
  [MatterOrderField.OPEN_DATE]: { column: 'open_date', type: 'date' },
  [MatterOrderField.UPDATED_AT]: { column: 'clio_updated_at', type: 'timestamptz' },
} as const;

/** What changed last comes first, when nothing else is asked for. */
const defaultOrder: MatterOrder = { field: MatterOrderField.UPDATED_AT, direction: OrderDirection.DESC };

/** A page of the firm's matters. */
export async function listMatters(
  read: ReadFirm,
  {
    first,
    after,
    filter,
    orderBy,
  }: {
    first: number;
    after: string | null | undefined;
    filter: MatterFilter | null | undefined;
    orderBy: MatterOrder | null | undefined;
  },
): Promise<Connection<Matter>> {
  const size = pageSize(first);
  const order = keysetOrder(orderBy ?? defaultOrder);
  const condition = filterCondition(filter ?? {});
  const rows = await matterPage(read, { condition, order, after: keysetPosition(order, after), limit: size + 1 });
  const matters = rows.map((row) => ({
    matter: toMatter(row),
    cursor: keysetCursor(order, { value: row.sortKey, uuid: row.id }),
  }));
  const cursors = new Map(matters.map(({ matter, cursor }) => [matter, cursor]));
  return connectionOf(
    matters.map(({ matter }) => matter),
    { first: size, after, cursorOf: (matter) => cursors.get(matter) ?? '', count: () => matterCount(read, condition) },
  );
}

function keysetOrder({ field, direction }: MatterOrder): KeysetOrder {
  return { name: `${field}-${direction}`, idKind: 'matter', direction, ...columnOf[field] };
}

function filterCondition({ query, status, responsibleAttorneyId }: MatterFilter): Prisma.Sql {
  const conditions = [Prisma.sql`deleted_at is null`, ...wordsOf(query ?? '').map(wordCondition)];
  if (status) conditions.push(statusCondition(status));
  if (responsibleAttorneyId) conditions.push(attorneyCondition(responsibleAttorneyId));
  return Prisma.join(conditions, ' and ');
}

function wordsOf(query: string): string[] {
  if (query.length > queryLengthMax) {
    throw badInput(`"query" may have up to ${queryLengthMax} characters, got ${query.length}.`);
  }
  if (query.includes('\0')) throw badInput('"query" must not contain the character NUL.');
  const words = query.split(/\s+/).filter(Boolean);
  if (words.length > queryWordsMax) {
    throw badInput(`"query" may have up to ${queryWordsMax} words, got ${words.length}.`);
  }
  return words;
}

function wordCondition(word: string): Prisma.Sql {
  const pattern = Prisma.sql`lower(${`%${word.replace(/[\\%_]/g, '\\$&')}%`})`;
  return Prisma.sql`(
    search like ${pattern}
    or (firm_id, client_clio_id) in (select firm_id, clio_id from contact where search like ${pattern} and deleted_at is null)
  )`;
}

function statusCondition(asked: readonly MatterStatus[]): Prisma.Sql {
  const known = Object.values(storedStatus);
  const stored = asked.flatMap((status) => (status === MatterStatus.UNKNOWN ? [] : [storedStatus[status]]));
  const unknown = asked.includes(MatterStatus.UNKNOWN)
    ? Prisma.sql`status <> all(${known}::text[])`
    : Prisma.sql`false`;
  return Prisma.sql`(status = any(${stored}::text[]) or ${unknown})`;
}

/** An id of nobody, or of somebody of another firm, finds no matters. */
function attorneyCondition(id: string): Prisma.Sql {
  const uuid = decodeUuid('timekeeper', id);
  if (!uuid) return Prisma.sql`false`;
  return Prisma.sql`(firm_id, responsible_attorney_clio_id) in (select firm_id, clio_id from timekeeper where id = ${uuid}::uuid)`;
}
