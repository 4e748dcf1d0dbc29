import { type BeginSyncParts, beginSync } from '@smarterfirms/clio/begin-sync';
import type { EndedGap, GapRecords } from '@smarterfirms/clio/gap-records';
import { jobIdOf } from '@smarterfirms/clio/job-id-of';
import { dueKind } from '@smarterfirms/clio/sync-schedule';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { Log } from '@smarterfirms/platform/log';
import { syncEntityTypes } from '@smarterfirms/platform/messages';
import { entityOfModel } from '../targets/entity-of-model.ts';

const firmsPerSweep = 200;

export interface CompareGapsParts extends BeginSyncParts {
  gaps: Pick<GapRecords, 'takeDue' | 'remove'>;
  log: Log;
}

/**
 * Begins the comparison of what a firm's webhooks did not tell of for a while: what was deleted meanwhile is in no list of
 * changes.
 *
 * A gap is removed only when its comparison has begun. The job's id follows from the gaps, so dying in between begins the same
 * job again, which is none. Where another sync runs, it is tried again a minute later.
 */
export async function compareGaps(now: Date, parts: CompareGapsParts): Promise<void> {
  for (const [firmId, gaps] of await parts.gaps.takeDue(now, firmsPerSweep)) {
    try {
      if (await isCaughtUp(firmId, gaps, now, parts)) await parts.gaps.remove(firmId, gaps);
    } catch (error) {
      parts.log.error({ err: error, firmId }, 'comparing what webhooks missed failed; trying again a minute later');
    }
  }
}

/** @returns whether nothing is left to be begun for these gaps. */
async function isCaughtUp(
  firmId: FirmId,
  gaps: readonly EndedGap[],
  now: Date,
  parts: CompareGapsParts,
): Promise<boolean> {
  const connection = await parts.connections.find(firmId);
  const missed = new Set(gaps.map(({ model }) => entityOfModel(model)));
  const entities = syncEntityTypes.filter((type) => missed.has(type));
  if (!connection || connection.status === 'DISCONNECTED' || entities.length === 0) return true;
  if (connection.status === 'NEEDS_ATTENTION') return false;
  const [latest] = connection.lastSyncedAt ? [] : await parts.jobs.ofFirm(firmId, { limit: 1 });
  // The first sync of all comes before: a job of some types would be taken for it.
  if (dueKind(connection, latest, now) === 'FULL') return false;
  const jobId = jobIdOf(firmId, ...gaps.map(({ gapId }) => gapId).sort());
  const order = { firmId, jobId, requestedByUserId: undefined, kind: 'RECONCILING', entities } as const;
  return (await beginSync(order, parts)) !== undefined;
}
