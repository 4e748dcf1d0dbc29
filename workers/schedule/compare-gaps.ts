import { type BeginSyncParts, beginSync } from '@smarterfirms/clio/begin-sync';
import { keepsCopy } from '@smarterfirms/clio/clio-connection-record';
import { type EndedGap, everyModel, type GapRecords } from '@smarterfirms/clio/gap-records';
import { jobIdOf } from '@smarterfirms/clio/job-id-of';
import { dueKind } from '@smarterfirms/clio/sync-schedule';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { Log } from '@smarterfirms/platform/log';
import { type SyncEntityType, syncEntityTypes } from '@smarterfirms/platform/messages';
import { entityOfModel } from '../targets/entity-of-model.ts';
import { endOfTime, severalAtOnce } from './several-at-once.ts';
import { takenPages } from './taken-pages.ts';

const pageSize = 200;
const atOnce = 20;

export interface CompareGapsParts extends BeginSyncParts {
  gaps: Pick<GapRecords, 'takeDue' | 'remove' | 'reopen'>;
  log: Log;
}

/**
 * Begins the comparison of what a firm's webhooks did not tell of for a while: what was deleted meanwhile is in no list of
 * changes.
 *
 * A gap is removed only when its comparison has begun. The job's id follows from the gaps, so dying in between begins the same
 * job again, which is none. Where another sync runs, it is tried again a minute later.
 *
 * @param deadline nothing more is begun after it; by default all is done, however long that takes.
 */
export async function compareGaps(now: Date, parts: CompareGapsParts, deadline = endOfTime): Promise<void> {
  const compare = async ([firmId, gaps]: [FirmId, EndedGap[]]) => {
    try {
      if (await isCaughtUp(firmId, gaps, now, parts)) await parts.gaps.remove(firmId, gaps);
    } catch (error) {
      parts.log.error({ err: error, firmId }, 'comparing what webhooks missed failed; trying again a minute later');
    }
  };
  const take = async (most: number) => [...(await parts.gaps.takeDue(now, most))];
  for await (const page of takenPages(take, { pageSize, deadline })) {
    await severalAtOnce(page, { atOnce, deadline }, compare);
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
  const entities = entitiesOf(gaps);
  if (!connection || entities.length === 0) return true;
  if (connection.status === 'DISCONNECTED') {
    // Somebody has disconnected after the gap was seen to end: it lasts until the firm connects again, where the copy stays.
    if (keepsCopy(connection)) await parts.gaps.reopen(firmId, gaps);
    return !keepsCopy(connection);
  }
  if (connection.status === 'NEEDS_ATTENTION') return false;
  const [latest] = connection.lastSyncedAt ? [] : await parts.jobs.ofFirm(firmId, { limit: 1 });
  // The first sync of all comes before: a job of some types would be taken for it.
  if (dueKind(connection, latest, now) === 'FULL') return false;
  const jobId = jobIdOf(firmId, ...gaps.map(({ gapId }) => gapId).sort());
  const order = { firmId, jobId, requestedByUserId: undefined, kind: 'RECONCILING', entities } as const;
  return (await beginSync(order, parts)) !== undefined;
}

/** The kinds of records that are to be compared, in the order in which they are synced. */
function entitiesOf(gaps: readonly EndedGap[]): SyncEntityType[] {
  const missed = new Set(
    gaps.flatMap(({ model }) => (model === everyModel ? syncEntityTypes : (entityOfModel(model) ?? []))),
  );
  return syncEntityTypes.filter((type) => missed.has(type));
}
