'use client';

import { useQuery } from '@apollo/client/react';
import { Lock } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useEffect, useRef } from 'react';
import { EmptyState } from '../design/empty-state.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { Panel } from '../design/panel.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import {
  ClioStateDocument,
  FreshnessDocument,
  SyncErrorsDocument,
  SyncHistoryDocument,
  WithheldDeletionsDocument,
} from '../generated/graphql.ts';
import { NotLoaded } from '../graph/not-loaded.tsx';
import { CallbackNotice } from './callback-result.tsx';
import { callbackResults } from './callback-results.ts';
import { ConnectPanel } from './connect-panel.tsx';
import { ConnectionPanel } from './connection-panel.tsx';
import { FreshnessPanel } from './freshness-panel.tsx';
import { SyncErrorsPanel } from './sync-errors-panel.tsx';
import { SyncHistory } from './sync-history.tsx';
import { SyncProgressPanel } from './sync-progress-panel.tsx';
import { isRunning } from './sync-words.ts';
import { useLiveProgress } from './use-live-progress.ts';
import { WithheldPanel } from './withheld-panel.tsx';

/** Everything between this firm and Clio. */
export function ClioPage() {
  const { may } = useFirm();
  const [result, setResult] = useQueryState('result', parseAsStringLiteral(callbackResults));
  const { data, error, refetch, client } = useQuery(ClioStateDocument);
  const connection = data?.firm?.clioConnection;
  const job = data?.firm?.latestSyncJob;
  const running = isRunning(job?.status);
  const live = useLiveProgress(running ? job?.id : undefined);

  // A job that ends changes more than itself: when the firm was last in step, and the history.
  const ranBefore = useRef(running);
  useEffect(() => {
    if (ranBefore.current && !running) {
      void client.refetchQueries({
        include: [
          ClioStateDocument,
          SyncHistoryDocument,
          FreshnessDocument,
          SyncErrorsDocument,
          WithheldDeletionsDocument,
        ],
      });
    }
    ranBefore.current = running;
  }, [running, client]);

  const connected = connection && connection.status !== 'DISCONNECTED';
  return (
    <>
      <PageHeader
        title="Clio sync"
        lead={
          connected
            ? 'A live copy of your practice data. Smarter Firms reads from Clio and never writes to it.'
            : 'Connect the Clio Manage account of your firm.'
        }
      />
      <div className="grid gap-5">
        {result && !(result === 'connected' && data && !connected) ? (
          <CallbackNotice result={result} onDismiss={() => void setResult(null)} />
        ) : null}
        {!may('clio:read') ? (
          <Panel>
            <EmptyState Icon={Lock} title="Not part of your role">
              Ask an owner or administrator of your firm about the connection to Clio.
            </EmptyState>
          </Panel>
        ) : error && !data ? (
          <NotLoaded error={error} onRetry={refetch} />
        ) : !data ? (
          <Panel>
            <div role="status" aria-label="Loading the state of the connection" className="grid gap-4">
              <Skeleton className="h-6 w-56" />
              <Skeleton className="h-4 w-80 max-w-full" />
              <Skeleton className="h-24 w-full" />
            </div>
          </Panel>
        ) : (
          <>
            {connected ? (
              <ConnectionPanel connection={connection} running={running} />
            ) : (
              <ConnectPanel again={Boolean(connection)} />
            )}
            {job ? <WithheldPanel running={running} /> : null}
            {job ? <SyncProgressPanel job={job} live={live} /> : null}
            {job ? (
              <SyncErrorsPanel
                key={job.id}
                jobId={job.id}
                expected={job.entities.some(({ rejected }) => rejected > 0)}
              />
            ) : null}
            {job ? <FreshnessPanel running={running} /> : null}
            {job ? <SyncHistory /> : null}
          </>
        )}
      </div>
    </>
  );
}
