import { type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { badInput } from './graph-error.ts';

/** Relay's page information. */
@ObjectType()
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

export interface Edge<Node> {
  cursor: string;
  node: Node;
}

/** A page of a list. Counting costs a statement, so `count` runs only when `totalCount` is asked for. */
export interface Connection<Node> {
  edges: Edge<Node>[];
  nodes: Node[];
  pageInfo: PageInfo;
  count: () => Promise<number>;
}

export const pageSizeDefault = 25;
export const pageSizeMax = 100;

/** The Relay connection type of a node: `XConnection` with `edges`, `nodes`, `pageInfo` and `totalCount`. */
export function connectionType<Node extends object>(
  nodeName: string,
  nodeType: () => ClassType<Node>,
): ClassType<Connection<Node>> {
  @ObjectType(`${nodeName}Edge`)
  class NodeEdge {
    @Field(() => String)
    cursor!: string;

    @Field(nodeType)
    node!: Node;
  }

  @ObjectType(`${nodeName}Connection`)
  class NodeConnection {
    @Field(() => [NodeEdge])
    edges!: NodeEdge[];

    @Field(() => [nodeType()])
    nodes!: Node[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    count!: () => Promise<number>;

    @Directive('@cost(weight: 5)')
    @Field(() => Int, { name: 'totalCount', description: 'How many there are in all, whatever the page.' })
    resolveTotalCount(): Promise<number> {
      return this.count();
    }
  }

  return NodeConnection;
}

/** The page size that a client asked for. Throws BAD_USER_INPUT outside 1–100. */
export function pageSize(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > pageSizeMax) {
    throw badInput(
      `A page holds between 1 and ${pageSizeMax} entries, asked for ${first}. Use "first" up to ${pageSizeMax} and "after".`,
    );
  }
  return first;
}

/** An opaque cursor from the values of the sort key. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key inside a cursor. Throws BAD_USER_INPUT when it is not one of ours or has another number of values. */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const valid = Array.isArray(key) && key.length === length;
    if (valid && key.every((part) => part === null || typeof part === 'string' || typeof part === 'number')) return key;
  } catch {
    // Not JSON: refused below like any other cursor that is not ours.
  }
  throw badInput('The cursor in "after" is not one that this list gave out.');
}

/**
 * Builds a page from rows fetched with one more than the page size: the extra row says that there is a next page.
 *
 * @param after the cursor that the client sent, if any: then there is a page before this one.
 */
export function connectionOf<Node>(
  rows: readonly Node[],
  {
    first,
    after,
    cursorOf,
    count,
  }: {
    first: number;
    after: string | undefined | null;
    cursorOf: (node: Node) => string;
    count: () => Promise<number>;
  },
): Connection<Node> {
  const nodes = rows.slice(0, first);
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count,
  };
}
