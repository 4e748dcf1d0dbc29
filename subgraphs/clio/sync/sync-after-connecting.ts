import { type FirmId, newId, type UserId } from '@smarterfirms/platform/ids';
import { type BeginSyncParts, beginSync, sendChains } from './begin-sync.ts';
import { isOver, type SyncJobRecord } from './sync-job-record.ts';

/**
 * Brings the copy of a firm up to date after it has connected.
 *
 * A job that Clio's refusal interrupted goes on from its checkpoints: what it had read is not read again. Otherwise a new
 * one begins, which asks for what has changed where there is a copy already. Repeating it does no harm: a job that runs gets
 * its messages once more.
 */
export async function syncAfterConnecting(
  firmId: FirmId,
  requestedByUserId: UserId | undefined,
  parts: BeginSyncParts,
): Promise<SyncJobRecord | undefined> {
  const { connections, jobs } = parts;
  const connection = await connections.find(firmId);
  const activeJobId = connection?.activeJobId;
  const interrupted = activeJobId && (await jobs.find(activeJobId));
  if (interrupted && !isOver(interrupted)) {
    await sendChains(interrupted, parts);
    return interrupted;
  }
  // A copy that was kept and was complete once has watermarks to go on from.
  const kind = connection?.lastSyncedAt ? 'INCREMENTAL' : 'FULL';
  return beginSync({ firmId, jobId: newId('syncJob'), requestedByUserId, kind }, parts);
}
