import { type BeginSyncParts, beginSync } from '@smarterfirms/clio/begin-sync';
import type { ClioConnectionRecord } from '@smarterfirms/clio/clio-connection-record';
import { jobIdOf } from '@smarterfirms/clio/job-id-of';
import { dueKind } from '@smarterfirms/clio/sync-schedule';

/** A firm whose last job still runs is looked at again so soon. */
const busyMs = 120_000;

/**
 * Begins the sync that is due for a connection and sets the time of the next one.
 *
 * The job's id follows from the firm and the time that was due: dying between the two steps begins the same job again, which
 * is none.
 */
export async function startDue(
  connection: ClioConnectionRecord,
  intervalMinutes: number,
  now: Date,
  parts: BeginSyncParts,
): Promise<void> {
  const { connections, jobs } = parts;
  const { firmId, status, dueAt = '' } = connection;
  if (status !== 'CONNECTED') {
    await connections.schedule(connection, undefined);
    return;
  }
  const [latest] = connection.lastSyncedAt ? [] : await jobs.ofFirm(firmId, { limit: 1 });
  const kind = dueKind(connection, latest, now);
  const intervalMs = intervalMinutes * 60_000;
  const syncedMsAgo = now.getTime() - new Date(connection.lastSyncedAt ?? 0).getTime();
  if (kind === 'INCREMENTAL' && syncedMsAgo < intervalMs / 2) {
    // Somebody has synced by hand, or the first sync has only just ended.
    await connections.schedule(connection, new Date(now.getTime() + intervalMs - syncedMsAgo));
    return;
  }
  const job = await beginSync({ firmId, jobId: jobIdOf(firmId, dueAt), requestedByUserId: undefined, kind }, parts);
  const next = new Date(now.getTime() + (job ? intervalMs : busyMs));
  await connections.schedule(connection, next, job?.kind === 'RECONCILING' ? now : undefined);
}
