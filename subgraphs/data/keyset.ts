import { decodeCursor, encodeCursor } from '@smarterfirms/platform/graph-connection';
import { badInput } from '@smarterfirms/platform/graph-error';
import { decodeUuid, encodeUuid, type IdKind } from '@smarterfirms/platform/ids';
import { Prisma } from './generated/prisma/client.ts';

/**
 * The order of a list: by one column, rows without a value last in either direction, then by id, so that it is total and a
 * page goes on exactly where the one before ended.
 */
export interface KeysetOrder {
  /** Names the order inside a cursor: a cursor of another order is refused. */
  name: string;
  idKind: IdKind;
  column: string;
  type: 'text' | 'date' | 'timestamptz';
  direction: 'ASC' | 'DESC';
}

export interface KeysetPosition {
  /** As PostgreSQL writes it; null where the row has none. */
  value: string | null;
  uuid: string;
}

const valuePattern = {
  text: /^[^\0]*$/,
  date: /^\d{4,6}-\d{2}-\d{2}$/,
  timestamptz: /^\d{4,6}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2}){0,2}$/,
};

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
  if (value === null) return true;
  if (typeof value !== 'string' || !value.isWellFormed() || !valuePattern[type].test(value)) return false;
  return type === 'text' || !Number.isNaN(Date.parse(value.slice(0, 10)));
}

/** The condition "after this position", to be and-ed. */
export function keysetCondition(order: KeysetOrder, after: KeysetPosition | undefined): Prisma.Sql {
  if (!after) return Prisma.sql`true`;
  const column = Prisma.raw(order.column);
  const beyond = Prisma.raw(order.direction === 'ASC' ? '>' : '<');
  const id = Prisma.sql`id ${beyond} ${after.uuid}::uuid`;
  if (after.value === null) return Prisma.sql`(${column} is null and ${id})`;
  const value = Prisma.sql`${after.value}::text::${Prisma.raw(order.type)}`;
  return Prisma.sql`(${column} ${beyond} ${value} or (${column} = ${value} and ${id}) or ${column} is null)`;
}

export function keysetOrderBy({ column, direction }: KeysetOrder): Prisma.Sql {
  return Prisma.raw(`order by ${column} ${direction} nulls last, id ${direction}`);
}
