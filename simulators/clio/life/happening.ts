import type { ResourceName } from '../firm/firm.ts';
import type { Random } from '../firm/random.ts';
import type { Row } from '../firm/rows.ts';
import { writers } from '../writes/catalogue.ts';
import type { Edit } from '../writes/edit.ts';
import { Given } from '../writes/given.ts';

/** The record something happened to; undefined when the firm has none that it can happen to, and nothing was changed. */
export type Happened = { resource: ResourceName; id: number } | undefined;

/** Something that happens at a firm. It is chosen from the seed alone, so that the same life comes again. */
export interface Happening {
  /** How often, relative to the others; 0 for what only happens when it is asked for. */
  readonly weight: number;
  happen(edit: Edit, random: Random): Happened;
}

/** The first row that fits, from a random one on. */
export function someRow<R extends Row>(rows: readonly R[], random: Random, fits: (row: R) => boolean = () => true) {
  const start = random.between(0, Math.max(0, rows.length - 1));
  for (let step = 0; step < rows.length; step++) {
    const row = rows[(start + step) % rows.length];
    if (row && fits(row)) return row;
  }
  return undefined;
}

/** As a POST does. */
export function create(resource: ResourceName, data: Readonly<Record<string, unknown>>, edit: Edit): Happened {
  const row = writers[resource]?.create?.(new Given(data), edit);
  return row && { resource, id: row.id };
}

/** As a PATCH does; nothing when there is no such row. */
export function change(
  resource: ResourceName,
  row: Row | undefined,
  data: Readonly<Record<string, unknown>>,
  edit: Edit,
): Happened {
  if (!row) return undefined;
  edit.touch(resource, row);
  writers[resource]?.update?.(row, new Given(data), edit);
  return { resource, id: row.id };
}

/** As a DELETE does; nothing when there is no such row. */
export function remove(resource: ResourceName, row: Row | undefined, edit: Edit): Happened {
  if (!row) return undefined;
  writers[resource]?.remove?.(row, edit);
  return { resource, id: row.id };
}
