'use client';

import { useQuery } from '@apollo/client/react';
import { Clock3, Receipt } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { classNames } from '../design/class-names.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { Panel } from '../design/panel.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import { Pager } from '../firm/pager.tsx';
import { pageSizes, pagingUrl } from '../firm/paging-url.ts';
import { MatterActivitiesDocument, type MatterActivitiesQuery } from '../generated/graphql.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';

/** Clio's kinds of activities that are money and no time; costs are expenses that the firm advanced or shares out. */
const expenses: ReadonlySet<string> = new Set(['ExpenseEntry', 'HardCostEntry', 'SoftCostEntry']);

type Row = NonNullable<MatterActivitiesQuery['matter']>['activities']['nodes'][number];

/** Time and expenses of a matter, page by page. */
export function MatterActivities({ matterId }: { matterId: string }) {
  const { may } = useFirm();
  const [view, setView] = useQueryStates(pagingUrl);
  const allowed = may('activities:read');
  const { data, previousData, error, refetch } = useQuery(MatterActivitiesDocument, {
    skip: !allowed,
    variables: { id: matterId, first: view.size, after: view.after },
  });
  const activities = (data ?? previousData)?.matter?.activities;
  const stale = !data;
  if (!allowed) return null;
  return (
    <section aria-label="Activities">
      <Panel title="Time and expenses" flush className="overflow-clip">
        {error && !data ? (
          <div className="px-5 pb-5 sm:px-6">
            <NotLoaded error={error} onRetry={refetch} />
          </div>
        ) : !activities ? (
          <div role="status" aria-label="Loading activities" className="grid gap-4 px-6 pb-6">
            <Skeleton className="h-8 w-full" />
            <Skeleton className="h-8 w-full" />
            <Skeleton className="h-8 w-full" />
          </div>
        ) : activities.nodes.length === 0 ? (
          <EmptyState Icon={Clock3} title="No time or expenses">
            Nothing has been recorded for this matter in Clio, or it has not been synced yet.
          </EmptyState>
        ) : (
          <Table rows={activities.nodes} stale={stale} />
        )}
      </Panel>
      {activities && activities.nodes.length > 0 ? (
        <Pager
          page={view.page}
          pageSize={view.size}
          pageSizes={pageSizes}
          shown={activities.nodes.length}
          total={activities.totalCount}
          hasNext={activities.pageInfo.hasNextPage}
          busy={stale}
          onNext={() =>
            void setView({ after: activities.pageInfo.endCursor ?? null, page: view.page + 1 }, { history: 'push' })
          }
          onFirst={() => void setView({ after: null, page: null }, { history: 'push' })}
          onPageSize={(size) => void setView({ size, after: null, page: null }, { history: 'replace' })}
        />
      ) : null}
    </section>
  );
}

function Table({ rows, stale }: { rows: readonly Row[]; stale: boolean }) {
  const { formats } = useFirm();
  return (
    <table aria-busy={stale} className={classNames('w-full text-sm transition-opacity', stale && 'opacity-60')}>
      <thead className="bg-sunken text-left text-[0.8125rem] text-soft">
        <tr>
          <th scope="col" className="px-5 py-2.5 font-medium sm:pl-6">
            Date
          </th>
          <th scope="col" className="px-3 py-2.5 font-medium">
            What
          </th>
          <th scope="col" className="px-3 py-2.5 font-medium max-lg:hidden">
            Who
          </th>
          <th scope="col" className="px-3 py-2.5 text-right font-medium">
            Hours
          </th>
          <th scope="col" className="px-5 py-2.5 text-right font-medium max-sm:hidden sm:pr-6">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const expense = expenses.has(row.type);
          const Icon = expense ? Receipt : Clock3;
          return (
            <tr key={row.id} className="border-t border-line align-top">
              <td className="numeric px-5 py-3 whitespace-nowrap text-soft sm:pl-6">
                {row.date ? formats.day(row.date) : null}
              </td>
              <td className="px-3 py-3">
                <span className="flex gap-2.5">
                  <Icon aria-label={expense ? 'Expense' : 'Time'} className="mt-0.5 size-4 shrink-0 text-soft" />
                  <span className="min-w-0 wrap-break-word">
                    {row.note ?? <span className="text-soft">No note</span>}
                    <span className="block text-[0.8125rem] text-soft">
                      {[row.nonBillable ? 'Not billable' : row.billed ? 'Billed' : 'Not billed yet'].join(' · ')}
                      <span className="lg:hidden">{row.timekeeper?.name ? ` · ${row.timekeeper.name}` : ''}</span>
                      <span className="sm:hidden">{row.total ? ` · ${formats.money(row.total)}` : ''}</span>
                    </span>
                  </span>
                </span>
              </td>
              <td className="px-3 py-3 whitespace-nowrap max-lg:hidden">{row.timekeeper?.name}</td>
              <td className="numeric px-3 py-3 text-right whitespace-nowrap">
                {row.hours ? formats.hours(row.hours) : null}
              </td>
              <td className="numeric px-5 py-3 text-right whitespace-nowrap max-sm:hidden sm:pr-6">
                {row.total ? (
                  formats.money(row.total)
                ) : (
                  <span className="text-soft">{row.nonBillable ? 'No charge' : 'Not shown by Clio'}</span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
