import type { ResourceName } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import type { Edit } from './edit.ts';
import type { Given } from './given.ts';

/**
 * The rules by which the records of one collection are written; where a method is missing, Clio has no such operation.
 *
 * A rule that refuses throws a `ClioError`; whatever was done before is undone. A row is touched already when `update`
 * gets it; other rows have to be touched before they are changed.
 */
export interface Writer<R extends Row = Row> {
  readonly name: ResourceName;
  create?(given: Given, edit: Edit): R;
  update?(row: R, given: Given, edit: Edit): void;
  remove?(row: R, edit: Edit): void;
}
