import type { ItemRow } from '../firm/document-rows.ts';
import { documentShape } from './documents.ts';
import { folderShape } from './folders.ts';
import { defineShape, type Relation, readField, type Shape } from './shape.ts';

const scalarNames = ['id', 'etag', 'type', 'name', 'deleted_at', 'locked', 'created_at', 'updated_at'];

const shapeOf = ({ kind }: ItemRow) => (kind === 'Folder' ? folderShape : documentShape);
const reader = (name: string) => (row: ItemRow) => readField(shapeOf(row), row, name);

/** Documents and folders in one list: what both have, each read as its own kind is. */
export const itemShape: Shape = defineShape<ItemRow>(
  'Item',
  Object.fromEntries(scalarNames.map((name) => [name, reader(name)])),
  Object.fromEntries(
    [...documentShape.relations].map(([name, relation]): [string, Relation] => [
      name,
      { ...relation, read: reader(name) },
    ]),
  ),
);
