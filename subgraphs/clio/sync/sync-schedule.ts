import type { ClioConnectionRecord, ClioRegion } from '../connection/clio-connection-record.ts';
import type { ExclusiveSyncKind, SyncJobRecord } from './sync-job-record.ts';

/**
 * Where the hours of a region are counted. Clio allows more requests outside of its peak hours, which are 04:00 to 19:00
 * Pacific time for US and CA, 07:00 to 22:00 GMT for EU and 06:00 to 21:00 Sydney's time for AU (Clio's page on rate limits).
 */
const zoneOf: Record<ClioRegion, string> = {
  US: 'America/Los_Angeles',
  CA: 'America/Los_Angeles',
  EU: 'UTC',
  AU: 'Australia/Sydney',
};

/** From this hour to that one, everywhere outside of the peak, and late enough that few people work. */
const nightFromHour = 23;
const nightToHour = 3;
/** Less than a day, so that a night is not skipped because the one before began late. */
const betweenReconcilesMs = 18 * 3_600_000;

export function isNight(region: ClioRegion, now: Date): boolean {
  const hour = Number(
    new Intl.DateTimeFormat('en', { timeZone: zoneOf[region], hour: 'numeric', hourCycle: 'h23' }).format(now),
  );
  return hour >= nightFromHour || hour < nightToHour;
}

/**
 * What kind of sync is due for a connection. The first one is full; it should have begun with connecting, and what of it
 * failed is walked whole by those that follow. Once a night everything is compared.
 *
 * @param latest the firm's newest job.
 */
export function dueKind(
  connection: Pick<ClioConnectionRecord, 'region' | 'connectedAt' | 'lastSyncedAt' | 'reconciledAt'>,
  latest: Pick<SyncJobRecord, 'startedAt'> | undefined,
  now: Date,
): ExclusiveSyncKind {
  const { region, connectedAt, lastSyncedAt, reconciledAt } = connection;
  if (!lastSyncedAt && (!latest || latest.startedAt < connectedAt)) return 'FULL';
  // A copy that is a few hours old has missed no deletion yet. One of which a type never ends is compared all the same:
  // the other types must not wait for it.
  const since = now.getTime() - new Date(reconciledAt ?? connectedAt).getTime();
  return since > betweenReconcilesMs && isNight(region, now) ? 'RECONCILING' : 'INCREMENTAL';
}
