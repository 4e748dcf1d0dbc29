'use client';

import { useMutation } from '@apollo/client/react';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { Panel } from '../design/panel.tsx';
import { tellFailure } from '../design/toast.ts';
import { useNowMs } from '../design/use-now.ts';
import { useFirm } from '../firm/firm-context.tsx';
import {
  ClioStateDocument,
  type ConnectionFactsFragment,
  StartSyncDocument,
  SyncHistoryDocument,
} from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { ConnectPanel } from './connect-panel.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { regionName } from './sync-words.ts';

/** The connection as it stands, and what can be done with it. */
export function ConnectionPanel({ connection, running }: { connection: ConnectionFactsFragment; running: boolean }) {
  const { formats, may } = useFirm();
  const now = useNowMs(30_000);
  const [disconnecting, setDisconnecting] = useState(false);
  const [startSync, starting] = useMutation(StartSyncDocument, {
    refetchQueries: [ClioStateDocument, SyncHistoryDocument],
    awaitRefetchQueries: true,
  });
  const needsAttention = connection.status === 'NEEDS_ATTENTION';

  async function start() {
    try {
      // A key per press: a lost answer that the browser repeats starts one job.
      const { data } = await startSync({ variables: { input: { idempotencyKey: crypto.randomUUID() } } });
      if (data?.startSync.error) tellFailure(data.startSync.error.message);
    } catch (error) {
      tellFailure(graphFailure(error).message);
    }
  }

  return (
    <>
      {needsAttention ? (
        <Notice tone="wait" title="Clio needs you">
          {connection.problem ?? 'Clio does not accept our access any more. Connect again to go on; your data stays.'}
        </Notice>
      ) : null}
      <Panel>
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2 className="truncate text-lg font-semibold">{connection.accountName ?? 'Clio account'}</h2>
              {needsAttention ? <Badge tone="wait">Needs attention</Badge> : <Badge tone="good">Connected</Badge>}
            </div>
            <p className="mt-0.5 text-sm text-soft">
              {[connection.userName && `Authorised by ${connection.userName}`, regionName(connection.region)]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            {may('clio:write') ? (
              <Button look="danger" onClick={() => setDisconnecting(true)}>
                Disconnect
              </Button>
            ) : null}
            {may('sync:write') && !needsAttention ? (
              <Button onClick={() => void start()} busy={starting.loading} disabled={running}>
                {starting.loading ? null : <RefreshCw aria-hidden className="size-4" />}
                Sync now
              </Button>
            ) : null}
          </div>
        </div>
        <dl className="mt-5 grid gap-x-8 gap-y-4 border-t border-line pt-5 text-sm sm:grid-cols-3">
          <div>
            <dt className="text-soft">In step with Clio</dt>
            <dd className="mt-0.5 font-medium">
              {connection.lastSyncedAt ? (
                <time
                  className="inline-block first-letter:uppercase"
                  dateTime={connection.lastSyncedAt}
                  title={formats.instant(connection.lastSyncedAt)}
                >
                  {formats.ago(connection.lastSyncedAt, now)}
                </time>
              ) : (
                'Not yet'
              )}
            </dd>
          </div>
          <div>
            <dt className="text-soft">Connected since</dt>
            <dd className="mt-0.5 font-medium">
              {connection.connectedAt ? formats.instant(connection.connectedAt) : 'Not known'}
            </dd>
          </div>
          <div>
            <dt className="text-soft">How changes arrive</dt>
            <dd className="mt-0.5 font-medium">
              {connection.updates === 'WEBHOOKS' ? 'As they happen' : 'By regular checks (polling only)'}
            </dd>
          </div>
        </dl>
      </Panel>
      {needsAttention ? <ConnectPanel again /> : null}
      <DisconnectDialog open={disconnecting} onOpenChange={setDisconnecting} running={running} />
    </>
  );
}
