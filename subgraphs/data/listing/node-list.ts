import { type Connection, connectionOf, connectionType, pageSize } from '@smarterfirms/platform/graph-connection';
import type { ClassType } from 'type-graphql';
import type { DataContext } from '../context.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { type KeysetOrder, keysetCursor, keysetPosition } from '../keyset.ts';
import { type ListArguments, listArguments, type OrderBy, type OrderColumns } from './list-arguments.ts';
import type { ListedRow, ListOwner, PageQuery } from './list-pages.ts';
import type { NodeKind, ShownRow } from './node-kind.ts';

/** How the nodes of a kind are listed. */
export interface NodeList<Node extends object = object, Filter extends object = object> {
  kind: NodeKind<ShownRow, Node>;
  orders: OrderColumns;
  defaultOrder: OrderBy;
  /** The conditions that a filter stands for, to be and-ed. */
  conditions: (filter: Filter) => Prisma.Sql[];
  connection: ClassType<Connection<Node>>;
  arguments: ClassType<ListArguments<Filter>>;
}

export function nodeList<Node extends object, Filter extends object>({
  filter,
  ...list
}: Omit<NodeList<Node, Filter>, 'connection' | 'arguments'> & { filter: ClassType<Filter> }): NodeList<Node> {
  const { name, type } = list.kind;
  const complete: NodeList<Node, Filter> = {
    ...list,
    connection: connectionType(name, () => type),
    arguments: listArguments(name, filter, list.orders),
  };
  return complete as unknown as NodeList<Node>;
}

/** A page of the firm's nodes of a kind, or of those that hang on an owner. */
export async function listNodes<Node extends object>(
  { pages }: Pick<DataContext, 'pages'>,
  { kind, orders, defaultOrder, conditions }: NodeList<Node>,
  { first, after, filter, orderBy }: ListArguments,
  owner?: ListOwner,
): Promise<Connection<Node>> {
  const size = pageSize(first);
  const order = keysetOrder(kind, orders, orderBy ?? defaultOrder);
  const query: PageQuery = {
    kind,
    order,
    after: keysetPosition(order, after),
    limit: size + 1,
    condition: Prisma.join([Prisma.sql`true`, ...conditions(filter ?? {})], ' and '),
    asked: JSON.stringify([kind.table, owner?.column, size, after, filter, order.name]),
  };
  const listed = (await pages.page(query, owner)).map((row) => ({ node: kind.show(row), row }));
  const rowOf = new Map<Node, ListedRow>(listed.map(({ node, row }) => [node, row]));
  return connectionOf(
    listed.map(({ node }) => node),
    {
      first: size,
      after,
      cursorOf: (node) => {
        const row = rowOf.get(node);
        return row ? keysetCursor(order, { value: row.sortKey, uuid: row.id }) : '';
      },
      count: () => pages.count(query, owner),
    },
  );
}

function keysetOrder({ idKind }: NodeKind, orders: OrderColumns, { field, direction }: OrderBy): KeysetOrder {
  const ordered = orders[field];
  if (!ordered) throw new TypeError(`there is no order by ${field}`);
  return { name: `${field}-${direction}`, idKind, direction, ...ordered };
}
