import { decodeUuid } from '@smarterfirms/platform/ids';
import { Prisma } from '../generated/prisma/client.ts';
import type { NodeKind } from './node-kind.ts';

type Given<Value> = Value | null | undefined;

/** The column holds one of these; no condition where nothing was given. */
export function isAnyOf(column: string, values: Given<readonly string[]>): Prisma.Sql[] {
  return values ? [Prisma.sql`${Prisma.raw(column)} = any(${[...values]}::text[])`] : [];
}

/** The column says yes or no; where it is not known neither holds. */
export function isTrue(column: string, value: Given<boolean>): Prisma.Sql[] {
  return value === null || value === undefined ? [] : [Prisma.sql`${Prisma.raw(column)} = ${value}`];
}

/** The column holds anything at all, or nothing. */
export function isKnown(column: string, known: Given<boolean>): Prisma.Sql[] {
  if (known === null || known === undefined) return [];
  return [Prisma.raw(known ? `${column} is not null` : `${column} is null`)];
}

/** The day lies between two, both included; days as YYYY-MM-DD. */
export function isWithinDays(column: string, from: Given<string>, to: Given<string>): Prisma.Sql[] {
  const name = Prisma.raw(column);
  return [
    ...(from ? [Prisma.sql`${name} >= ${from}::text::date`] : []),
    ...(to ? [Prisma.sql`${name} <= ${to}::text::date`] : []),
  ];
}

/** The instant lies between two, the first included, the last not. */
export function isWithinTimes(column: string, from: Given<Date>, before: Given<Date>): Prisma.Sql[] {
  const name = Prisma.raw(column);
  return [...(from ? [Prisma.sql`${name} >= ${from}`] : []), ...(before ? [Prisma.sql`${name} < ${before}`] : [])];
}

/** The column holds the Clio id of the node with this id of ours. An id of nobody, or of another firm, finds nothing. */
export function isRelated(column: string, kind: Pick<NodeKind, 'idKind' | 'table'>, id: Given<string>): Prisma.Sql[] {
  if (id === null || id === undefined) return [];
  const uuid = decodeUuid(kind.idKind, id);
  if (!uuid) return [Prisma.sql`false`];
  return [
    Prisma.sql`(firm_id, ${Prisma.raw(column)}) in (select firm_id, clio_id from ${Prisma.raw(kind.table)} where id = ${uuid}::uuid)`,
  ];
}
