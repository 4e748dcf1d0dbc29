'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { classNames } from '../design/class-names.ts';
import { Skeleton } from '../design/skeleton.tsx';
import { useNowMs } from '../design/use-now.ts';
import { useFirm } from '../firm/firm-context.tsx';
import type { MatterOrderField, MattersQuery, OrderDirection } from '../generated/graphql.ts';
import { MatterStatusBadge } from './matter-status.tsx';

type Row = NonNullable<MattersQuery['firm']>['matters']['nodes'][number];

interface Column {
  name: string;
  /** The order of this column; without it the column does not sort. */
  field?: MatterOrderField;
  /** Which direction a first press gives. */
  first?: OrderDirection;
  className?: string;
}

const columns: readonly Column[] = [
  { name: 'Matter', field: 'DISPLAY_NUMBER', first: 'ASC' },
  { name: 'Client', className: 'max-md:hidden' },
  { name: 'Responsible', className: 'max-lg:hidden' },
  { name: 'Status' },
  { name: 'Opened', field: 'OPEN_DATE', first: 'DESC', className: 'max-sm:hidden' },
  { name: 'Changed', field: 'UPDATED_AT', first: 'DESC', className: 'max-xl:hidden' },
];

export interface MattersTableProps {
  matters: readonly Row[];
  stale: boolean;
  sort: MatterOrderField;
  direction: OrderDirection;
  onSort: (field: MatterOrderField, direction: OrderDirection) => void;
}

export function MattersTable({ matters, stale, sort, direction, onSort }: MattersTableProps) {
  const { id, formats } = useFirm();
  const now = useNowMs(60_000);
  return (
    <div
      className={classNames(
        'overflow-clip rounded-2xl border border-line bg-surface shadow-panel transition-opacity',
        stale && 'opacity-60',
      )}
    >
      <table aria-busy={stale} className="w-full table-fixed text-sm">
        <caption className="sr-only">Matters of the firm</caption>
        <thead className="sticky top-14 z-10 bg-sunken text-left text-[0.8125rem] text-soft">
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.name} column={column} sort={sort} direction={direction} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {matters.map((matter) => (
            <tr
              key={matter.id}
              className="relative border-t border-line transition-colors hover:bg-sunken has-[a:focus-visible]:bg-sunken"
            >
              <th scope="row" className="px-5 py-3 text-left font-normal">
                {/* The link covers its row: one target for the pointer, one stop for the keyboard. */}
                <Link
                  href={`/firms/${id}/matters/${matter.id}`}
                  className="block truncate font-medium after:absolute after:inset-0"
                >
                  {matter.displayNumber}
                </Link>
                <span className="block truncate text-soft" title={matter.description ?? undefined}>
                  {matter.description ?? matter.practiceAreaName ?? 'No description'}
                </span>
                <span className="block truncate text-soft md:hidden">{matter.client?.name}</span>
              </th>
              <td className="truncate px-5 py-3 max-md:hidden">{matter.client?.name ?? <Unknown />}</td>
              <td className="truncate px-5 py-3 max-lg:hidden">{matter.responsibleAttorney?.name ?? <Unknown />}</td>
              <td className="px-5 py-3">
                <MatterStatusBadge status={matter.status} />
              </td>
              <td className="numeric px-5 py-3 text-soft max-sm:hidden">
                {matter.openDate ? formats.day(matter.openDate) : <Unknown />}
              </td>
              <td className="px-5 py-3 text-soft max-xl:hidden">
                {matter.updatedAt ? (
                  <time dateTime={matter.updatedAt} title={formats.instant(matter.updatedAt)}>
                    {formats.ago(matter.updatedAt, now)}
                  </time>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell({
  column,
  sort,
  direction,
  onSort,
}: { column: Column } & Pick<MattersTableProps, 'sort' | 'direction' | 'onSort'>) {
  const { name, field, first = 'ASC', className } = column;
  const widths: Record<string, string> = {
    Matter: 'w-auto',
    Client: 'w-[22%]',
    Responsible: 'w-[17%]',
    Status: 'w-28',
    Opened: 'w-36',
    Changed: 'w-36',
  };
  if (!field) {
    return (
      <th scope="col" className={classNames('px-5 py-2.5 font-medium', widths[name], className)}>
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
      className={classNames('px-2.5 font-medium', widths[name], className)}
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

function Unknown() {
  return (
    <span className="text-soft">
      <span aria-hidden>—</span>
      <span className="sr-only">None</span>
    </span>
  );
}

export function MattersTablePlaceholder() {
  return (
    <div role="status" aria-label="Loading matters" className="rounded-2xl border border-line bg-surface shadow-panel">
      {[1, 2, 3, 4, 5, 6, 7, 8].map((row) => (
        <div
          key={row}
          className="grid grid-cols-[2fr_1fr] gap-6 border-line px-5 py-4 not-first:border-t sm:grid-cols-[2fr_1fr_1fr]"
        >
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-4 w-full self-center" />
          <Skeleton className="h-4 w-full self-center max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}
