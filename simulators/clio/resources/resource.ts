import type { Firm, ResourceName } from '../firm/firm.ts';
import type { RecordTable } from '../firm/record-table.ts';
import type { Row } from '../firm/rows.ts';
import type { Filter } from './filters.ts';
import type { Shape } from './shape.ts';

/** One of Clio's collections: its fields, filters, orders and page size. */
export interface Resource {
  readonly name: ResourceName;
  readonly shape: Shape;
  /** Query parameters that narrow the list; every other one is ignored, as Clio does. */
  readonly filters: Readonly<Record<string, Filter>>;
  /** Names that `order` accepts, beside `id`; undefined where Clio has no `order` parameter. */
  readonly orders: Readonly<Record<string, (row: Row) => unknown>> | undefined;
  /** Also the default. */
  readonly limitMax: number;
}

export function tableOf(firm: Firm, name: ResourceName): RecordTable {
  // A table of users is a table of rows to everyone who only reads it.
  return firm.tables[name] as unknown as RecordTable;
}
