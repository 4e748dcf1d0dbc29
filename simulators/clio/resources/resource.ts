import { type Firm, type ResourceName, tableOf } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import type { Filter } from './filters.ts';
import type { Permission } from './permission.ts';
import type { Shape } from './shape.ts';

/** One of Clio's collections: its fields, filters, orders and page size. */
export interface Resource {
  readonly name: ResourceName;
  readonly shape: Shape;
  /** What the application and the user need to see any of it. */
  readonly permission: Permission | readonly Permission[];
  /** Query parameters that narrow the list; every other one is ignored, as Clio does. */
  readonly filters: Readonly<Record<string, Filter>>;
  /** Parameters without which the list is refused. */
  readonly required?: readonly string[];
  /** What the list shows at all, by several parameters together or when one is missing. */
  readonly also?: (params: URLSearchParams) => (row: Row) => boolean;
  /** Names that `order` accepts, beside `id`; undefined where Clio has no `order` parameter. */
  readonly orders: Readonly<Record<string, (row: Row) => unknown>> | undefined;
  /** `id(asc)` where none is given. */
  readonly defaultOrder?: string;
  /** True where no offset is taken: such a list is paged by tokens in every order. */
  readonly tokensOnly?: boolean;
  /** Also the default. */
  readonly limitMax: number;
  /** False where the collection can be listed but no record read by its id. */
  readonly single?: boolean;
  /** False where records can be read by id but not listed. */
  readonly list?: boolean;
  /** Other rows than the table's, for queries that ask for them; such lists are paged by offset. */
  readonly derived?: (
    query: { text(name: string): string | undefined },
    rows: readonly Row[],
  ) => readonly Row[] | undefined;
  /** Rows that lists leave out unless one of these parameters is in the query, and reads by id never do. */
  readonly hidden?: { readonly by: (row: Row) => boolean; readonly shownBy: readonly string[] };
}

/** The rows of a collection that its list shows unless asked for more. */
export function listedRows(firm: Firm, { name, hidden }: Resource): readonly Row[] {
  const { rows } = tableOf(firm, name);
  return hidden ? rows.filter((row) => !hidden.by(row)) : rows;
}
