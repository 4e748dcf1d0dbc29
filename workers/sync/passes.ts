import type { ExclusiveSyncKind } from '@smarterfirms/clio/sync-job-record';
import type { Checkpoint, Position } from '@smarterfirms/data/checkpoint';

/** Below so many records the whole walk is over before a pass ahead of it would be worth its requests. */
const recentFirstFrom = 600;

const nowhere = { cursor: null, resumeCursor: null, pendingIds: [], confirmedTo: null } as const;

/** Where an entity goes on after a page of WALK, RECENT or CHANGED; undefined when it is done. docs/sync.md has the moves. */
export function afterPage(
  kind: ExclusiveSyncKind,
  at: Pick<Checkpoint, 'pass' | 'pages' | 'resumeCursor'>,
  page: { next: string | undefined; total: number | undefined },
  canAskForChanges: boolean,
): Position | undefined {
  const { next, total } = page;
  if (at.pass === 'RECENT') {
    return next
      ? { ...nowhere, pass: 'RECENT', cursor: next, resumeCursor: at.resumeCursor }
      : { ...nowhere, pass: 'WALK', cursor: at.resumeCursor };
  }
  if (!next) return undefined;
  const isProbe = kind === 'FULL' && at.pass === 'WALK' && at.pages === 0;
  const isWorthIt = canAskForChanges && (total === undefined || total >= recentFirstFrom);
  if (isProbe && isWorthIt) return { ...nowhere, pass: 'RECENT', resumeCursor: next };
  return { ...nowhere, pass: at.pass, cursor: next };
}

/** Where a sweep goes on: its next page, what is left to be repaired, the absences, or nowhere. */
export function afterSweep(
  kind: ExclusiveSyncKind,
  { cursor, pendingIds }: Pick<Position, 'cursor' | 'pendingIds'>,
): Position | undefined {
  if (cursor !== null || pendingIds.length > 0) return { ...nowhere, pass: 'SWEEP', cursor, pendingIds };
  return kind === 'RECONCILING' ? { ...nowhere, pass: 'CONFIRM' } : undefined;
}

/** Absences that a sweep may take for deletions: more is a person's decision. */
export function deletionsAllowed(rows: number): number {
  return Math.max(20, Math.floor(rows * 0.05));
}
