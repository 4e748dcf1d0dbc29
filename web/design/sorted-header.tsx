'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import type { OrderDirection } from '../generated/graphql.ts';
import { classNames } from './class-names.ts';

export interface SortedColumn<Field extends string> {
  name: string;
  /** The order of this column; without it the column does not sort. */
  field?: Field;
  /** Which direction a first press gives. */
  first?: OrderDirection;
  className?: string;
}

/** The head of a column; pressing it sorts by it, and pressing it again turns the order around. */
export function SortedHeader<Field extends string>({
  column: { name, field, first = 'ASC', className },
  sort,
  direction,
  onSort,
}: {
  column: SortedColumn<Field>;
  sort: Field;
  direction: OrderDirection;
  onSort: (field: Field, direction: OrderDirection) => void;
}) {
  if (!field) {
    return (
      <th scope="col" className={classNames('px-5 py-2.5 font-medium', className)}>
        {name}
      </th>
    );
  }
  const sorted = sort === field;
  const next = sorted ? (direction === 'ASC' ? 'DESC' : 'ASC') : first;
  const Arrow = direction === 'ASC' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? (direction === 'ASC' ? 'ascending' : 'descending') : undefined}
      className={classNames('px-2.5 font-medium', className)}
    >
      <button
        type="button"
        onClick={() => onSort(field, next)}
        className={classNames(
          'flex min-h-10 items-center gap-1.5 rounded-md px-2.5 hover:text-ink',
          sorted && 'text-ink',
        )}
      >
        {name}
        {sorted ? <Arrow aria-hidden className="size-3.5" /> : null}
      </button>
    </th>
  );
}
