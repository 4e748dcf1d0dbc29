import { dayText } from '../firm/days.ts';
import { type Firm, tableOf } from '../firm/firm.ts';
import type { UserRow } from '../firm/people-rows.ts';
import type { Row } from '../firm/rows.ts';
import { BadParameter, type Filter } from '../resources/filters.ts';
import type { Resource } from '../resources/resource.ts';
import { isVisibleTo } from '../resources/visible-rows.ts';
import { badArgument } from './errors.ts';
import type { Query } from './query.ts';

export interface Matching {
  /** In ascending order of id where `cursor`, else in the order asked for. */
  rows: readonly Row[];
  /** Whether the request is paged by cursor: by id, and without an offset. */
  cursor: boolean;
  /** Whether a list in another order is paged by tokens too, because it takes no offset. */
  tokensOnly?: boolean | undefined;
}

/** Where the rows of a list come from, if not from the collection's own table. The name tells it from all others. */
export interface RowSource {
  readonly name: string;
  /** In ascending order of id. */
  readonly rows: readonly Row[];
}

interface Kept {
  version: number;
  lists: Map<string, readonly Row[]>;
}

const kept = new WeakMap<Firm, Kept>();
const keptMax = 24;

/**
 * The rows a request is about, before paging. Without filters and order this is the table itself. A filtered or ordered
 * list is kept until the firm changes, so that walking its pages does not search the table once for every page.
 */
export function matchingRows(
  firm: Firm,
  resource: Resource,
  query: Query,
  nowMs: number,
  source: RowSource = { name: resource.name, rows: tableOf(firm, resource.name).rows },
  ownMattersOf?: UserRow,
): Matching {
  const today = dayText(firm.zone.dayOf(Math.floor(nowMs / 1000)));
  for (const name of resource.required ?? []) {
    if (query.text(name) === undefined) throw badArgument(`${name} is required`);
  }
  const filterNames = [...new Set(query.params.keys())].filter((name) => filterNamed(resource, name)).sort();
  const tests = filterNames.map((name) => {
    try {
      return filterNamed(resource, name)?.(query.params.getAll(name), name, today, firm) ?? (() => true);
    } catch (error) {
      throw error instanceof BadParameter ? badArgument(error.message) : error;
    }
  });
  const { hidden, tokensOnly } = resource;
  if (hidden && !hidden.shownBy.some((name) => query.text(name) !== undefined)) tests.push((row) => !hidden.by(row));
  if (ownMattersOf) tests.push((row) => isVisibleTo(ownMattersOf, resource.shape, row));
  if (resource.also) tests.push(resource.also(query.params));
  const order = resource.orders && (query.text('order') ?? resource.defaultOrder);
  const compare = order === undefined ? undefined : comparison(resource, order);
  const derived = resource.derived?.(query, source.rows);
  const cursor = compare === undefined && derived === undefined && query.text('offset') === undefined;
  const all = derived ?? source.rows;
  if (tests.length === 0 && !compare) return { rows: all, cursor, tokensOnly };

  const key = JSON.stringify([
    source.name,
    ownMattersOf?.id,
    derived !== undefined,
    today,
    order,
    filterNames.map((name) => [name, query.params.getAll(name)]),
  ]);
  const lists = listsOf(firm);
  const known = lists.get(key);
  if (known) return { rows: known, cursor, tokensOnly };

  const rows = tests.length === 0 ? [...all] : all.filter((row) => tests.every((test) => test(row)));
  if (compare) rows.sort(compare);
  keep(lists, key, rows);
  return { rows, cursor, tokensOnly };
}

/** By its own name, or `custom_field_values[*]` for a parameter such as `custom_field_values[12]`. */
function filterNamed(resource: Resource, parameter: string): Filter | undefined {
  const name = Object.hasOwn(resource.filters, parameter) ? parameter : parameter.replace(/\[\d+\]$/, '[*]');
  return Object.hasOwn(resource.filters, name) ? resource.filters[name] : undefined;
}

/** Undefined for `id(asc)`, in which the rows lie anyway. */
function comparison(resource: Resource, order: string): ((left: Row, right: Row) => number) | undefined {
  const match = /^([\w.]+)\((asc|desc)\)$/.exec(order);
  const name = match?.[1] ?? '';
  const sign = match?.[2] === 'desc' ? -1 : 1;
  if (name === 'id') return sign === 1 ? undefined : (left, right) => right.id - left.id;
  const read = resource.orders && Object.hasOwn(resource.orders, name) ? resource.orders[name] : undefined;
  if (!read) {
    const known = ['id', ...Object.keys(resource.orders ?? {})].map((key) => `${key}(asc|desc)`).join(', ');
    throw badArgument(`order must be one of ${known}, got ${JSON.stringify(order)}`);
  }
  const keys = new Map<Row, unknown>();
  const keyOf = (row: Row) => {
    if (!keys.has(row)) keys.set(row, read(row));
    return keys.get(row);
  };
  return (left, right) => sign * compareValues(keyOf(left), keyOf(right)) || left.id - right.id;
}

/** Rows without a value come first when ascending. */
function compareValues(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (left === null || left === undefined) return -1;
  if (right === null || right === undefined) return 1;
  return left < right ? -1 : 1;
}

/** Those of a firm that has not changed since; the others are let go of at once. */
function listsOf(firm: Firm): Map<string, readonly Row[]> {
  let ofFirm = kept.get(firm);
  if (ofFirm?.version !== firm.version) {
    ofFirm = { version: firm.version, lists: new Map() };
    kept.set(firm, ofFirm);
  }
  return ofFirm.lists;
}

function keep(lists: Map<string, readonly Row[]>, key: string, rows: readonly Row[]): void {
  lists.set(key, rows);
  const oldest = lists.keys().next();
  if (lists.size > keptMax && !oldest.done) lists.delete(oldest.value);
}
