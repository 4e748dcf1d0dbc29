'use client';

import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { Panel } from '../design/panel.tsx';
import { ShowMore } from '../design/show-more.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { tellFailure } from '../design/toast.ts';
import { type SyncErrorCode, SyncErrorsDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';
import { SyncErrorRow } from './sync-error-row.tsx';
import { useWithheld } from './use-withheld.ts';

const pageSize = 10;
/** While a record is being fetched once more the list is asked for this often. */
const retryingPollMs = 2_000;
const absences: ReadonlySet<SyncErrorCode> = new Set(['MASS_DELETION_REFUSED', 'ABSENCE_WITHHELD']);

/**
 * What a job could not bring over, with the cause, what to do, and a way to try again. Nothing where all came.
 *
 * @param expected whether the job says that there are some: then their place is held while they load.
 */
export function SyncErrorsPanel({ jobId, expected }: { jobId: string; expected: boolean }) {
  const { data, error, refetch, fetchMore, networkStatus, startPolling, stopPolling } = useQuery(SyncErrorsDocument, {
    variables: { jobId, first: pageSize },
    notifyOnNetworkStatusChange: true,
  });
  const errors = data?.syncJob?.errors;
  const withheld = useWithheld(jobId);
  // What is missing in Clio has a panel of its own, where it is decided about.
  const shown = errors?.nodes.filter(({ entity, code }) => !(absences.has(code) && withheld.has(entity)));
  const retrying = errors?.nodes.some((entry) => entry.retrying) ?? false;

  useEffect(() => {
    if (!retrying) return;
    startPolling(retryingPollMs);
    return () => stopPolling();
  }, [retrying, startPolling, stopPolling]);

  async function loadMore() {
    await fetchMore({
      variables: { jobId, first: pageSize, after: errors?.pageInfo.endCursor ?? null },
      updateQuery: (before, { fetchMoreResult: more }) => {
        if (!before.syncJob || !more.syncJob) return before;
        const nodes = [...before.syncJob.errors.nodes, ...more.syncJob.errors.nodes];
        return { ...more, syncJob: { ...more.syncJob, errors: { ...more.syncJob.errors, nodes } } };
      },
    }).catch((failed: unknown) => tellFailure(graphFailure(failed).message));
  }

  if (shown ? shown.length === 0 && !errors?.pageInfo.hasNextPage : !expected) return null;
  return (
    <Panel title="What could not be read" flush>
      {error && !errors ? (
        <div className="px-5 pb-5 sm:px-6">
          <NotLoaded error={error} onRetry={refetch} />
        </div>
      ) : null}
      {!errors && !error ? (
        <div role="status" aria-label="Loading what could not be read" className="px-5 pb-5 sm:px-6">
          <Skeleton className="h-16 w-full" />
        </div>
      ) : null}
      {shown ? (
        <ul>
          {shown.map((entry) => (
            <SyncErrorRow key={entry.id} entry={entry} />
          ))}
        </ul>
      ) : null}
      {errors?.pageInfo.hasNextPage ? (
        <ShowMore busy={networkStatus === NetworkStatus.fetchMore} onPress={() => void loadMore()}>
          Show more
        </ShowMore>
      ) : null}
    </Panel>
  );
}
