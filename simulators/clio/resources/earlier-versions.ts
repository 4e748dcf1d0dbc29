import type { DocumentRow } from '../firm/document-rows.ts';
import type { BillRow } from '../firm/money-rows.ts';
import { billShape } from './bills.ts';
import { documentVersionShape } from './document-versions.ts';
import { documentShape } from './documents.ts';
import { nested } from './nested-shapes.ts';
import { many, type Relation, readField, type Shape } from './shape.ts';

/** Bills of versions before 4.0.5 had this field too. */
const billsBefore5 = withRelation(
  billShape,
  'matter_balances',
  many<BillRow>(nested('MatterBalance'), (bill) => [
    { id: bill.matter.id, amount: readField(billShape, bill, 'balance') },
  ]),
);

/** Documents of versions before 4.0.6 had this field too. */
const documentsBefore6 = withRelation(
  documentShape,
  'document_versions',
  many<DocumentRow>(
    () => documentVersionShape,
    ({ versions }) => versions,
  ),
);

/** The fields of a record in a version of the API, given by the last part of `4.0.x`. */
export function shapeIn(version: number, shape: Shape): Shape {
  if (version < 5 && shape === billShape) return billsBefore5;
  if (version < 6 && shape === documentShape) return documentsBefore6;
  return shape;
}

function withRelation(shape: Shape, name: string, relation: Relation): Shape {
  return { ...shape, relations: new Map([...shape.relations, [name, relation]]) };
}
