import type { SyncErrorCode } from '@smarterfirms/clio/sync-error-records';
import type { WithheldCause, WithheldDeletionRecord } from '@smarterfirms/clio/withheld-deletion-records';
import { readFreshness } from '@smarterfirms/data/freshness';
import { countRows } from '@smarterfirms/data/sweep';
import { countUnseen } from '@smarterfirms/data/withheld-absences';
import type { SyncParts } from './parts.ts';
import { deletionsAllowed } from './passes.ts';
import type { At, Walk } from './step.ts';

/** Of fewer rows than this, all may have been deleted. */
const wholeTypeFrom = 3;

export type Verdict =
  /** Each absent record may be asked for by its id, and is deleted where Clio does not show it then either. */
  | { kind: 'CONFIRM' }
  /** Nothing is deleted. `ask`: what a person must know who decides about it; undefined where there is nothing to decide. */
  | { kind: 'WITHHOLD'; reason: string; ask?: { cause: WithheldCause; viewer: string | undefined; copied: number } };

/**
 * Whether what a sweep did not show may be taken for deleted.
 *
 * @param review what an earlier comparison has withheld, with what a person has said to it.
 * @param viewer who looks at Clio and with which rights, asked of Clio.
 */
export async function judgeAbsences(
  { job, claim, seenAs }: Walk,
  at: Pick<At, 'fetched'>,
  { sweepStart, review }: { sweepStart: Date; review: WithheldDeletionRecord | undefined },
  viewer: () => Promise<string | undefined>,
  { data }: SyncParts,
): Promise<Verdict> {
  const { firmId, entity } = claim;
  const copied = await countRows(data, firmId, entity);
  const allowed = deletionsAllowed(copied);
  const accepted =
    job.acceptsDeletionsOf !== undefined && review?.jobId === job.acceptsDeletionsOf ? review : undefined;
  const settled = accepted ?? (review?.decision?.kind === 'KEPT' ? review : undefined);
  const beyond = await countUnseen(data, { firmId, entity, sweepStart, except: settled?.jobId });
  const now = await viewer();
  const withhold = (cause: WithheldCause, reason: string): Verdict => ({
    kind: 'WITHHOLD',
    reason,
    ask: { cause, viewer: now, copied },
  });

  if (now === undefined) return { kind: 'WITHHOLD', reason: 'Clio did not say whose access we use.' };
  if (accepted) {
    if (accepted.viewer !== now) {
      const reason =
        'Whose access we use, or what that person may do in Clio, has changed since the removal was accepted.';
      return withhold('CHANGED_VIEWER', `${reason} Nothing was deleted.`);
    }
  } else {
    if (at.fetched === 0 && copied >= wholeTypeFrom) {
      return withhold('ALL_ABSENT', `Clio no longer shows any of ${copied} records. Nothing was deleted.`);
    }
    const known = (await readFreshness(data, firmId)).find((freshness) => freshness.entity === entity);
    const before = known?.seenAs ?? seenAs;
    if (before !== undefined && before !== now) return withhold('CHANGED_VIEWER', changedViewer);
  }
  if (beyond <= allowed) return { kind: 'CONFIRM' };
  const missing = accepted
    ? `Clio no longer shows ${beyond} records beyond those whose removal was accepted.`
    : `Clio no longer shows ${beyond} of ${copied} records, which is too many to remove without asking.`;
  return withhold('MASS_DELETION', `${missing} Nothing was deleted: the person who connected may merely not see them.`);
}

/** The words that the history has for it. */
export function errorCodeOf(cause: WithheldCause | undefined): SyncErrorCode {
  return cause === 'MASS_DELETION' ? 'MASS_DELETION_REFUSED' : 'ABSENCE_WITHHELD';
}

const changedViewer =
  'The person whose access we use, or what that person may do in Clio, has changed. Records that are no longer shown are kept.';
