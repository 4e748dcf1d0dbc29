import type { ItemRow } from '../firm/document-rows.ts';
import type { Row } from '../firm/rows.ts';
import { externalPropertyFilters } from './external-properties.ts';
import { BadParameter, commonFilters, type Filter, filtersOn } from './filters.ts';
import { named, readField } from './shape.ts';

/** Documents and folders are read alike here. */
const itemShape = named('Item');
const on = filtersOn(itemShape);
const yesOrNo = on.where(() => true, ['true', 'false']);

/** The query parameters of documents and folders alike. */
export const itemFilters: Readonly<Record<string, Filter>> = {
  ...commonFilters,
  contact_id: on.related('contact'),
  document_category_id: on.related('document_category'),
  ...externalPropertyFilters,
  // The next three work together: see below.
  include_deleted: yesOrNo,
  parent_id: (values, parameter) => {
    if (!/^(\d{1,15}|null)$/.test(values.at(-1) ?? '')) throw new BadParameter(`${parameter} must be an integer`);
    return () => true;
  },
  scope: on.where(() => true, ['descendants', 'children']),
  matter_id: on.related('matter'),
  query: on.text('name'),
};

export const documentFilters: Readonly<Record<string, Filter>> = {
  ...itemFilters,
  locked: on.boolean('locked'),
  show_uncompleted: yesOrNo,
};

/**
 * What a list of documents and folders shows at all: nothing from the trash unless `include_deleted`, no document whose
 * first upload was not confirmed unless `show_uncompleted`, and of `parent_id` the children, or with
 * `scope=descendants` everything below it.
 */
export function shownItems(params: URLSearchParams): (row: Row) => boolean {
  const deletedToo = params.get('include_deleted') === 'true';
  const uncompletedToo = params.get('show_uncompleted') === 'true';
  const parentText = params.get('parent_id');
  const below = params.get('scope') === 'descendants' ? isBelow : isChild;
  return (row) => {
    const item = row as ItemRow;
    if (!deletedToo && item.deletedAt !== null) return false;
    if (!uncompletedToo && item.kind === 'Document' && !item.versions.some(({ uploaded }) => uploaded)) return false;
    return parentText === null || below(item, parentText === 'null' ? null : Number(parentText));
  };
}

function isChild(item: ItemRow, parentId: number | null): boolean {
  return (item.parent?.id ?? null) === parentId;
}

function isBelow(item: ItemRow, ancestorId: number | null): boolean {
  for (let above = item.parent; above; above = above.parent) if (above.id === ancestorId) return true;
  return ancestorId === null && item.parent === null;
}

export const itemOrders = {
  name: (row: Row) => readField(itemShape(), row, 'name'),
  updated_at: (row: Row) => row.updatedAt,
};
