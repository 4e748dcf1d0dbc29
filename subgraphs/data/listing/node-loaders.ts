import type DataLoader from 'dataloader';
import { Prisma } from '../generated/prisma/client.ts';
import { keyedLoader } from '../keyed-loader.ts';
import type { ReadFirm } from '../read-firm.ts';
import { isShown, type NodeKind, type ShownRow, selected } from './node-kind.ts';

/** Loads rows of every kind by our id or by Clio's: one statement for all that a request asks for together. */
export function nodeLoaders(read: ReadFirm) {
  const loaders = new Map<string, DataLoader<string, ShownRow | null>>();
  const by = (kind: NodeKind, key: keyof ShownRow) => {
    const name = `${kind.table} ${key}`;
    let loader = loaders.get(name);
    if (!loader) {
      loader = keyedLoader(
        (keys) => read((rows, firmId) => rows.$queryRaw<ShownRow[]>(rowsBy(kind, key, keys, firmId))),
        (row) => row[key],
      );
      loaders.set(name, loader);
    }
    return loader;
  };
  return {
    byId: (kind: NodeKind) => by(kind, 'id'),
    /** Null also where there is no id to look for. */
    async byClioId<Node extends object>(kind: NodeKind<ShownRow, Node>, clioId: string | null): Promise<Node | null> {
      const row = clioId === null ? null : await by(kind, 'clioId').load(clioId);
      return row && kind.show(row);
    },
    /** Those of several ids that are there, in the order of the ids. */
    async byClioIds<Node extends object>(kind: NodeKind<ShownRow, Node>, clioIds: readonly string[]): Promise<Node[]> {
      const rows = await by(kind, 'clioId').loadMany(clioIds);
      return rows.flatMap((row) => {
        if (row instanceof Error) throw row;
        return row ? [kind.show(row)] : [];
      });
    },
  };
}

function rowsBy(kind: NodeKind, key: keyof ShownRow, keys: readonly string[], firmId: string): Prisma.Sql {
  const isOneOf =
    key === 'id' ? Prisma.sql`id = any(${[...keys]}::uuid[])` : Prisma.sql`clio_id = any(${[...keys]}::text[])`;
  return Prisma.sql`select ${selected(kind)} from ${Prisma.raw(kind.table)}
    where firm_id = ${firmId} and ${isOneOf} and ${isShown(kind)}`;
}
