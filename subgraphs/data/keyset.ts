import { decodeCursor, encodeCursor } from '@smarterfirms/platform/graph-connection';
import { badInput } from '@smarterfirms/platform/graph-error';
import { decodeUuid, encodeUuid, type IdKind } from '@smarterfirms/platform/ids';
import { Prisma } from './generated/prisma/client.ts';
import { OrderDirection } from './order-direction.ts';

/**
 * The order of a list: by one column, rows without a value last in either direction, then by id, so that it is total and a
 * page goes on exactly where the one before ended.
 */
export interface KeysetOrder {
  /** Names the order inside a cursor: a cursor of another order is refused. */
  name: string;
  idKind: IdKind;
  column: string;
  type: 'text' | 'date' | 'timestamptz' | 'bigint';
  direction: OrderDirection;
}

export interface KeysetPosition {
  /** As `keysetValue` selects it; null where the row has none. */
  value: string | null;
  uuid: string;
}

/** What a cursor holds of the column: text that gives the very same value back, to the microsecond. */
const cursorValue = {
  text: (column: string) => column,
  date: (column: string) => `to_char(${column}, 'YYYY-MM-DD')`,
  bigint: (column: string) => `${column}::text`,
  timestamptz: (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
};

const isCursorValue = {
  text: (text: string) => text.isWellFormed() && !text.includes('\0'),
  date: (text: string) => existsAs(text, `${text}T00:00:00.000Z`),
  bigint: (text: string) => /^-?\d{1,18}$/.test(text),
  timestamptz: (text: string) => /\.\d{6}Z$/.test(text) && existsAs(text, text.replace(/\d{3}Z$/, 'Z')),
};

/** The 30th of February is a moment to JavaScript's parser and none to PostgreSQL. */
function existsAs(text: string, iso: string): boolean {
  const time = new Date(iso);
  return /^[\dTZ:.-]+$/.test(text) && !Number.isNaN(time.getTime()) && time.toISOString() === iso;
}

export function keysetCursor({ name, idKind }: KeysetOrder, { value, uuid }: KeysetPosition): string {
  return encodeCursor([name, value, encodeUuid(idKind, uuid)]);
}

/** The position that a cursor names. Throws BAD_USER_INPUT when it is not one of this list in this order. */
export function keysetPosition(order: KeysetOrder, cursor: string | null | undefined): KeysetPosition | undefined {
  if (!cursor) return undefined;
  const [name, value, id] = decodeCursor(cursor, 3);
  const uuid = typeof id === 'string' ? decodeUuid(order.idKind, id) : undefined;
  if (name !== order.name || uuid === undefined || !isValue(order, value)) {
    throw badInput('The cursor in "after" is of another list or another order. Start again without it.');
  }
  return { value, uuid };
}

function isValue({ type }: KeysetOrder, value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && isCursorValue[type](value));
}

/** The column as `value` of a position, to be selected. */
export function keysetValue({ column, type }: KeysetOrder): Prisma.Sql {
  return Prisma.raw(cursorValue[type](column));
}

/** The condition "after this position", to be and-ed. */
export function keysetCondition(order: KeysetOrder, after: KeysetPosition | undefined): Prisma.Sql {
  if (!after) return Prisma.sql`true`;
  const column = Prisma.raw(order.column);
  const beyond = Prisma.raw(order.direction === OrderDirection.ASC ? '>' : '<');
  const id = Prisma.sql`id ${beyond} ${after.uuid}::uuid`;
  if (after.value === null) return Prisma.sql`(${column} is null and ${id})`;
  const value = Prisma.sql`${after.value}::text::${Prisma.raw(order.type)}`;
  return Prisma.sql`(${column} ${beyond} ${value} or (${column} = ${value} and ${id}) or ${column} is null)`;
}

export function keysetOrderBy({ column, direction }: KeysetOrder): Prisma.Sql {
  return Prisma.raw(`order by ${column} ${direction} nulls last, id ${direction}`);
}
