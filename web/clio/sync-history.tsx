'use client';

import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Badge } from '../design/badge.tsx';
import { classNames } from '../design/class-names.ts';
import { exactDuration } from '../design/format.ts';
import { Panel } from '../design/panel.tsx';
import { ShowMore } from '../design/show-more.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { tellFailure } from '../design/toast.ts';
import { useFirm } from '../firm/firm-context.tsx';
import { SyncHistoryDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';
import { isRunning, jobName, statusWords } from './sync-words.ts';

const pageSize = 10;

/** The jobs of this firm, newest first. */
export function SyncHistory() {
  const { formats } = useFirm();
  const { data, error, refetch, fetchMore, networkStatus } = useQuery(SyncHistoryDocument, {
    variables: { first: pageSize },
    notifyOnNetworkStatusChange: true,
  });
  const jobs = data?.firm?.syncJobs;

  async function loadMore() {
    await fetchMore({
      variables: { first: pageSize, after: jobs?.pageInfo.endCursor ?? null },
      updateQuery: (before, { fetchMoreResult: more }) => {
        if (!before.firm || !more.firm) return before;
        const nodes = [...before.firm.syncJobs.nodes, ...more.firm.syncJobs.nodes];
        return { ...more, firm: { ...more.firm, syncJobs: { ...more.firm.syncJobs, nodes } } };
      },
    }).catch((failed: unknown) => tellFailure(graphFailure(failed).message));
  }

  return (
    <Panel title="History" flush>
      {error && !jobs ? (
        <div className="px-5 pb-5 sm:px-6">
          <NotLoaded error={error} onRetry={refetch} />
        </div>
      ) : null}
      {!jobs && !error ? (
        <div className="px-5 pb-5 sm:px-6">
          <Skeleton className="h-12 w-full" />
        </div>
      ) : null}
      {jobs ? (
        <ul>
          {jobs.nodes.map((job) => {
            const { fetched, inserted, changed, unchanged, deleted } = job.counts;
            return (
              <li
                key={job.id}
                className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 border-t border-line px-5 py-3 text-sm sm:grid-cols-[10rem_1fr_auto] sm:px-6"
              >
                <span className="font-medium">{jobName(job)}</span>
                <span className="numeric text-soft max-sm:order-3 max-sm:col-span-2">
                  {job.startedAt ? formats.instant(job.startedAt) : 'Not started'}
                  {job.durationSeconds === null || job.durationSeconds === undefined
                    ? null
                    : ` · took ${exactDuration(job.durationSeconds)}`}
                  <span className="block">
                    {formats.count(fetched)} read: {formats.count(inserted)} new, {formats.count(changed)} changed,{' '}
                    {formats.count(unchanged)} unchanged, {formats.count(deleted)} deleted
                  </span>
                  {job.failure && !isRunning(job.status) ? (
                    <span className={classNames('block', job.status === 'PARTIAL' ? 'text-wait' : 'text-fail')}>
                      {job.failure.message}
                    </span>
                  ) : null}
                </span>
                <Badge tone={statusWords[job.status].tone}>{statusWords[job.status].name}</Badge>
              </li>
            );
          })}
        </ul>
      ) : null}
      {jobs?.pageInfo.hasNextPage ? (
        <ShowMore busy={networkStatus === NetworkStatus.fetchMore} onPress={() => void loadMore()}>
          Show older ones
        </ShowMore>
      ) : null}
    </Panel>
  );
}
