import type { Row } from '../firm/rows.ts';
import { fullView, type Redactable, type View } from './view.ts';

/** A field that holds a value of its own. */
export type ScalarReader = (row: never, view: View) => unknown;

/** A field that holds other records; `one` gives a record or null, `many` a list. */
export interface Relation {
  readonly many: boolean;
  /** Later, because shapes refer to each other in circles. */
  readonly shape: () => Shape;
  readonly read: (row: never, view: View) => unknown;
}

/** The fields of one kind of record by Clio's names. */
export interface Shape {
  readonly name: string;
  readonly scalars: ReadonlyMap<string, ScalarReader>;
  readonly relations: ReadonlyMap<string, Relation>;
  /** What a relation to this shape shows when it is named without braces. */
  readonly stub: readonly string[];
  /** What the reader must be allowed for each of these fields; others see null, or `{"redacted":true}` for a relation. */
  readonly redactable: ReadonlyMap<string, Redactable>;
}

const defined = new Map<string, Shape>();

/** A shape by its name, for relations: shapes refer to each other in circles, which their files must not. */
export function named(name: string): () => Shape {
  return () => {
    const shape = defined.get(name);
    if (!shape) throw new Error(`No shape is called ${name}; is its resource in the catalogue?`);
    return shape;
  };
}

export function defineShape<R>(...parts: Parameters<typeof build<R>>): Shape {
  const shape = build<R>(...parts);
  defined.set(shape.name, shape);
  return shape;
}

function build<R>(
  name: string,
  scalars: Readonly<Record<string, (row: R, view: View) => unknown>>,
  relations: Readonly<Record<string, Relation>> = {},
  redactable: Readonly<Record<string, Redactable>> = {},
): Shape {
  const named = new Map<string, ScalarReader>(Object.entries(scalars));
  const stub = ['id', 'etag'].filter((field) => named.has(field));
  return {
    name,
    scalars: named,
    relations: new Map(Object.entries(relations)),
    // A shape without id or etag (an interest rate, a discount) has nothing shorter to show than itself.
    stub: stub.length > 0 ? stub : [...named.keys()],
    redactable: new Map(Object.entries(redactable)),
  };
}

/** A shape whose records are plain objects with fields of the same names. */
export function plainShape(name: string, fields: string): Shape {
  const scalars: Record<string, (row: Readonly<Record<string, unknown>>) => unknown> = {};
  for (const field of fields.split(' ')) scalars[field] = (row) => row[field] ?? null;
  return build(name, scalars);
}

export function one<R>(shape: () => Shape, read: (row: R, view: View) => object | null | undefined): Relation {
  return { many: false, shape, read };
}

export function many<R>(shape: () => Shape, read: (row: R, view: View) => readonly object[]): Relation {
  return { many: true, shape, read };
}

/** A relation to something this simulator's firms do not have; its fields are known all the same. */
export function never(shape: () => Shape): Relation {
  return { many: false, shape, read: () => null };
}

export function noneOf(shape: () => Shape): Relation {
  return { many: true, shape, read: () => [] };
}

/** The value of a field, as edited or else as derived; undefined when the shape has no such field. */
export function readField(shape: Shape, row: object, field: string): unknown {
  const reader = shape.scalars.get(field) ?? shape.relations.get(field)?.read;
  return reader && readWith(reader, row, field);
}

export function readWith(reader: ScalarReader, row: object, field: string, view = fullView): unknown {
  const edited = (row as Partial<Row>).overrides?.get(field);
  // The shape that names a reader is only ever asked about rows of its own kind.
  return edited === undefined ? reader(row as never, view) : edited;
}
