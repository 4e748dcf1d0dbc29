'use client';

import { useMemo } from 'react';
import { useNowMs } from '../design/use-now.ts';
import type { JobProgressFragment } from '../generated/graphql.ts';
import { withoutWait } from './seconds-left.ts';

/** Seconds until a job ends, now; null while that is being estimated, or where there is no job. */
export function useSecondsLeft(
  job: Pick<JobProgressFragment, 'version' | 'secondsLeft' | 'pausedUntil'> | null,
): number | null {
  const nowMs = useNowMs(1_000);
  const version = job?.version;
  const seconds = job?.secondsLeft ?? null;
  const pausedUntil = job?.pausedUntil ?? null;
  const told = useMemo(() => ({ version, seconds, pausedUntil, atMs: Date.now() }), [version, seconds, pausedUntil]);
  return withoutWait(told, nowMs);
}
