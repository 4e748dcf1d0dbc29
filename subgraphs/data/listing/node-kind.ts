import type { Scope } from '@smarterfirms/platform/access';
import type { IdKind } from '@smarterfirms/platform/ids';
import type { ClassType } from 'type-graphql';
import { Prisma } from '../generated/prisma/client.ts';

/** What every shown row has: our id and Clio's. */
export interface ShownRow {
  id: string;
  clioId: string;
}

/** A kind of nodes in the graph: the rows that it is made of, and who may see it. */
export interface NodeKind<Row extends ShownRow = ShownRow, Node extends object = object> {
  /** Its name in the graph. */
  name: string;
  type: ClassType<Node>;
  /** The permission without which nothing of the kind is shown. */
  scope: Scope;
  idKind: IdKind;
  table: string;
  /** What is read of a row beside the ids; the columns' names are these in snake case. */
  columns: readonly (Exclude<keyof Row, keyof ShownRow> & string)[];
  /** Condition for rows that the graph shows at all, beside that Clio still has them. */
  shown?: string;
  show: (row: Row) => Node;
}

/** Lets the columns and `show` of a kind be checked against its own rows; after that all kinds are read in one way. */
export function nodeKind<Row extends ShownRow, Node extends object>(
  kind: NodeKind<Row, Node>,
): NodeKind<ShownRow, Node> {
  return kind as unknown as NodeKind<ShownRow, Node>;
}

/** The columns of a kind, to be selected. */
export function selected({ columns }: NodeKind): Prisma.Sql {
  return Prisma.raw(
    ['id', 'clio_id as "clioId"', ...columns.map((name) => `${snakeCase(name)} as "${name}"`)].join(', '),
  );
}

/** The condition "Clio still has it and the graph shows it", to be and-ed. */
export function isShown({ shown }: NodeKind): Prisma.Sql {
  return Prisma.raw(shown ? `deleted_at is null and ${shown}` : 'deleted_at is null');
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
