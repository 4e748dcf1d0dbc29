'use client';

import { useQuery, useSubscription } from '@apollo/client/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { SyncJobStateDocument, SyncProgressDocument } from '../generated/graphql.ts';
import { useSocketStateStore } from '../session/signed-in.tsx';
import { connectPatienceMs, type LiveMode, liveMode } from './live-updates.ts';

const pollMs = 3_000;

export interface LiveProgress {
  mode: LiveMode;
  /** Polling does not get through either. */
  unreachable: boolean;
}

/**
 * Keeps a job in the cache up to date while it runs: by subscription, or by polling where sockets do not get through.
 * Components read the job from their own queries; this only says how fresh it is.
 *
 * @param jobId undefined when nothing runs: then nothing is watched.
 */
export function useLiveProgress(jobId: string | undefined): LiveProgress {
  const store = useSocketStateStore();
  const socket = useSyncExternalStore(store.subscribe, store.get, store.get);
  const watched = jobId ?? '';
  const { error } = useSubscription(SyncProgressDocument, {
    variables: { jobId: watched },
    skip: !jobId,
    ignoreResults: false,
  });
  const slow = useSlow(Boolean(jobId) && socket.phase !== 'open');
  const mode = liveMode({ socket, failed: Boolean(error), slow });
  const polled = useQuery(SyncJobStateDocument, {
    variables: { jobId: watched },
    skip: !jobId || mode !== 'polling',
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'network-only',
    pollInterval: pollMs,
  });
  return { mode, unreachable: mode === 'polling' && Boolean(polled.error) };
}

function useSlow(opening: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!opening) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), connectPatienceMs);
    return () => clearTimeout(timer);
  }, [opening]);
  return slow;
}
