import DataLoader from 'dataloader';
import { Prisma } from '../generated/prisma/client.ts';
import { type KeysetOrder, type KeysetPosition, keysetCondition, keysetOrderBy, keysetValue } from '../keyset.ts';
import type { ReadFirm } from '../read-firm.ts';
import { isShown, type NodeKind, type ShownRow, selected } from './node-kind.ts';

/** What a list hangs on: the rows whose column holds the id that Clio gave to the owner. */
export interface ListOwner {
  column: string;
  clioId: string;
}

/** A page of a list: its rows, the condition of its filter, and where it begins. */
export interface PageQuery {
  kind: NodeKind;
  order: KeysetOrder;
  after: KeysetPosition | undefined;
  limit: number;
  condition: Prisma.Sql;
  /** The same for two queries that may be answered together: they differ in their owner alone. */
  asked: string;
}

export type ListedRow = ShownRow & { sortKey: string | null };

/** Reads pages of lists: of the whole firm, or one page of each owner, in one statement for all that ask for the same page. */
export function listPages(read: ReadFirm) {
  const ofOwners = new Map<string, DataLoader<string, ListedRow[]>>();
  const counts = new Map<string, DataLoader<string, number>>();
  return {
    page(query: PageQuery, owner?: ListOwner): Promise<ListedRow[]> {
      if (!owner) return read((rows, firmId) => rows.$queryRaw<ListedRow[]>(pageSql(query, firmId, Prisma.sql`true`)));
      const load = remembered(ofOwners, query.asked, () => pagesOfOwners(read, query, owner.column));
      return load.load(owner.clioId);
    },

    async count(query: PageQuery, owner?: ListOwner): Promise<number> {
      if (owner)
        return remembered(counts, query.asked, () => countsOfOwners(read, query, owner.column)).load(owner.clioId);
      const [counted] = await read(
        (rows, firmId) => rows.$queryRaw<{ count: bigint }[]>`select count(*) ${fromKind(query, firmId)}`,
      );
      return Number(counted?.count ?? 0);
    },
  };
}

function pagesOfOwners(read: ReadFirm, query: PageQuery, column: string): DataLoader<string, ListedRow[]> {
  const isOwned = Prisma.sql`${Prisma.raw(column)} = asked.owner`;
  return new DataLoader(async (owners) => {
    const listed = await read(
      (rows, firmId) => rows.$queryRaw<(ListedRow & { owner: string })[]>`
        select asked.owner, page.* from unnest(${[...owners]}::text[]) as asked (owner)
        cross join lateral (${pageSql(query, firmId, isOwned)}) as page`,
    );
    const byOwner = Map.groupBy(listed, ({ owner }) => owner);
    return owners.map((owner) => byOwner.get(owner) ?? []);
  });
}

function countsOfOwners(read: ReadFirm, query: PageQuery, column: string): DataLoader<string, number> {
  const owner = Prisma.raw(column);
  return new DataLoader(async (owners) => {
    const counted = await read(
      (rows, firmId) => rows.$queryRaw<{ owner: string; count: bigint }[]>`
        select ${owner} as owner, count(*) ${fromKind(query, firmId)} and ${owner} = any(${[...owners]}::text[])
        group by ${owner}`,
    );
    const byOwner = new Map(counted.map((row) => [row.owner, Number(row.count)]));
    return owners.map((each) => byOwner.get(each) ?? 0);
  });
}

function pageSql(query: PageQuery, firmId: string, owned: Prisma.Sql): Prisma.Sql {
  const { kind, order, after, limit } = query;
  return Prisma.sql`select ${selected(kind)}, ${keysetValue(order)} as "sortKey"
    ${fromKind(query, firmId)} and ${owned} and ${keysetCondition(order, after)}
    ${keysetOrderBy(order)}
    limit ${limit}`;
}

function fromKind({ kind, condition }: PageQuery, firmId: string): Prisma.Sql {
  return Prisma.sql`from ${Prisma.raw(kind.table)} where firm_id = ${firmId} and ${isShown(kind)} and ${condition}`;
}

function remembered<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  let value = values.get(key);
  if (value === undefined) {
    value = make();
    values.set(key, value);
  }
  return value;
}
