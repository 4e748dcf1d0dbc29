import type { Row } from '../firm/rows.ts';
import { type Relation, readWith, type ScalarReader, type Shape } from '../resources/shape.ts';
import { fullView, type Redactable, type View } from '../resources/view.ts';
import { invalidFields } from './errors.ts';
import { jsonText } from './json-text.ts';
import { RelationMemo } from './relation-memo.ts';

/** Writes a record as JSON text with the fields that were asked for. */
export type RecordWriter = (row: object, view?: View) => string;

type FieldWriter = (row: object, view: View) => string;

const compiled = new WeakMap<Shape, Map<string, RecordWriter>>();
const compiledMax = 200;

/**
 * Compiles a `fields` value: a comma list in which a relation may be followed by the wanted fields in braces, one
 * level deep. A relation without braces shows its stub, inside another one too. Undefined means the default, `id,etag`.
 *
 * Throws 400 `InvalidFields` that names what is wrong. Compiled once for each distinct value, because a walk through a
 * collection repeats it on every page.
 */
export function writerOf(shape: Shape, fields: string | undefined): RecordWriter {
  const text = fields ?? shape.stub.join(',');
  let byText = compiled.get(shape);
  if (!byText) {
    byText = new Map();
    compiled.set(shape, byText);
  }
  let writer = byText.get(text);
  if (!writer) {
    writer = compile(shape, parse(text), 0);
    if (byText.size >= compiledMax) byText.clear();
    byText.set(text, writer);
  }
  return writer;
}

/** Every field, relations with all of their own fields too: for looking at what the firm really holds. */
export function everyField(shape: Shape): string {
  return [
    ...shape.scalars.keys(),
    ...[...shape.relations].map(([name, { shape: related }]) => `${name}{${[...related().scalars.keys()].join(',')}}`),
  ].join(',');
}

interface Selected {
  name: string;
  nested: readonly Selected[] | undefined;
}

function parse(text: string): readonly Selected[] {
  let position = 0;

  function list(depth: number): Selected[] {
    const selected: Selected[] = [];
    for (;;) {
      const start = position;
      while (position < text.length && !'{},'.includes(text[position] ?? '')) position++;
      const name = text.slice(start, position).trim();
      if (!/^[A-Za-z_]\w*$/.test(name)) {
        throw invalidFields(`fields is malformed at position ${start}: expected a field name`);
      }
      let nested: Selected[] | undefined;
      if (text[position] === '{') {
        if (depth > 0) throw invalidFields(`${name} cannot be expanded: fields can be nested one level deep`);
        position++;
        nested = list(depth + 1);
        if (text[position] !== '}') throw invalidFields(`fields is malformed: ${name}{ has no closing brace`);
        position++;
      }
      selected.push({ name, nested });
      if (text[position] !== ',') return selected;
      position++;
    }
  }

  const selected = list(0);
  if (position < text.length) throw invalidFields(`fields is malformed at position ${position}`);
  return selected;
}

function compile(shape: Shape, selected: readonly Selected[], depth: number): RecordWriter {
  const writers = new Map<string, FieldWriter>();
  for (const { name, nested } of selected) {
    const scalar = shape.scalars.get(name);
    const relation = shape.relations.get(name);
    if (scalar) {
      if (nested) throw invalidFields(`${name} is not a nested field of ${shape.name}`);
      writers.set(name, unlessRedacted(shape.redactable.get(name), 'null', scalarWriter(name, scalar)));
    } else if (relation) {
      const related = relation.shape();
      const wanted = nested ?? related.stub.map((field) => ({ name: field, nested: undefined }));
      const write = relationWriter(name, relation, compile(related, wanted, depth + 1));
      writers.set(name, unlessRedacted(shape.redactable.get(name), '{"redacted":true}', write));
    } else {
      throw invalidFields(`${name} is not a valid field of ${shape.name}`);
    }
  }
  const parts = [...writers].map(([name, write], index) => ({
    start: `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    write,
  }));
  return (row, view = fullView) => {
    let text = '';
    for (const { start, write } of parts) text += start + write(row, view);
    return `${text}}`;
  };
}

function scalarWriter(name: string, reader: ScalarReader): FieldWriter {
  return (row, view) => {
    const value =
      (row as Partial<Row>).overrides === undefined ? reader(row as never, view) : readWith(reader, row, name, view);
    if (typeof value === 'string') return jsonText(value);
    if (typeof value === 'number') return String(value);
    return value === null || value === undefined ? 'null' : JSON.stringify(value);
  };
}

/** Readers who lack what the field needs get the text in its place. */
function unlessRedacted(needed: Redactable | undefined, text: string, write: FieldWriter): FieldWriter {
  return needed === undefined ? write : (row, view) => (view.redacts.has(needed) ? text : write(row, view));
}

/** A row of a table, and not an object that was made for this one answer. */
function isRow(value: unknown): value is Row {
  return (value as Partial<Row>).firm !== undefined && (value as Partial<Row>).version !== undefined;
}

function relationWriter(name: string, { many, read }: Relation, write: RecordWriter): FieldWriter {
  if (many) {
    return (row, view) => {
      const related = readWith(read, row, name, view) as readonly object[];
      return `[${related.map((item) => write(item, view)).join(',')}]`;
    };
  }
  const memo = new RelationMemo();
  return (row, view) => {
    const related = readWith(read, row, name, view);
    if (!related) return 'null';
    return isRow(related) ? memo.text(related, view, write) : write(related as object, view);
  };
}
