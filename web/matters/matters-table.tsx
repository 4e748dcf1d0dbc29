'use client';

import Link from 'next/link';
import { classNames } from '../design/class-names.ts';
import { type SortedColumn, SortedHeader } from '../design/sorted-header.tsx';
import { Unknown } from '../design/unknown.tsx';
import { useNowMs } from '../design/use-now.ts';
import { useFirm } from '../firm/firm-context.tsx';
import type { MatterOrderField, MattersQuery, OrderDirection } from '../generated/graphql.ts';
import { MatterStatusBadge } from './matter-status.tsx';

type Row = NonNullable<MattersQuery['firm']>['matters']['nodes'][number];

const columns: readonly SortedColumn<MatterOrderField>[] = [
  { name: 'Matter', field: 'DISPLAY_NUMBER', first: 'ASC' },
  { name: 'Client', className: 'w-[22%] max-md:hidden' },
  { name: 'Responsible', className: 'w-[17%] max-lg:hidden' },
  { name: 'Status', className: 'w-28' },
  { name: 'Opened', field: 'OPEN_DATE', first: 'DESC', className: 'w-36 max-sm:hidden' },
  { name: 'Changed', field: 'UPDATED_AT', first: 'DESC', className: 'w-36 max-xl:hidden' },
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
              <SortedHeader key={column.name} column={column} sort={sort} direction={direction} onSort={onSort} />
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
