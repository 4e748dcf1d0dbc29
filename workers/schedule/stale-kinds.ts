import type { ClioConnectionRecord } from '@smarterfirms/clio/clio-connection-record';
import { clioResource } from '@smarterfirms/data/clio-fields';
import { readFreshness, readUnavailable } from '@smarterfirms/data/freshness';
import { type SyncEntityType, syncEntityTypes } from '@smarterfirms/platform/messages';
import type { Pool } from '@smarterfirms/platform/postgres';

/** What Clio cannot be asked for changes of is compared in so long intervals, however short the plan's is. */
const sweepIntervalMinutes = 6 * 60;

export interface StaleKind {
  entity: SyncEntityType;
  /** What Clio changed before is in the copy; undefined where the kind was never complete. */
  watermark: Date | undefined;
}

/**
 * The kinds of records whose last walk ended longer ago than two intervals, and those of which none has ended that long after
 * the firm connected. What Clio last refused to show is no kind that could be complete; its sync said so.
 */
export async function staleKinds(
  { firmId, connectedAt }: Pick<ClioConnectionRecord, 'firmId' | 'connectedAt'>,
  intervalMinutes: number,
  now: Date,
  data: Pool,
): Promise<StaleKind[]> {
  const known = new Map((await readFreshness(data, firmId)).map((freshness) => [freshness.entity, freshness]));
  const unavailable = known.size < syncEntityTypes.length ? await readUnavailable(data, firmId) : [];
  return syncEntityTypes
    .filter((entity) => known.has(entity) || !unavailable.includes(entity))
    .map((entity) => ({ entity, freshness: known.get(entity) }))
    .filter(({ entity, freshness }) => {
      const own = clioResource(entity).updatedSince === false ? sweepIntervalMinutes : 0;
      const since = freshness?.completedAt ?? new Date(connectedAt);
      return now.getTime() - since.getTime() > 2 * Math.max(intervalMinutes, own) * 60_000;
    })
    .map(({ entity, freshness }) => ({ entity, watermark: freshness?.watermark }));
}
