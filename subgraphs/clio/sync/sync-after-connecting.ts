import { type FirmId, newId, type UserId } from '@smarterfirms/platform/ids';
import { type BeginSyncParts, beginSync, sendChains } from './begin-sync.ts';
import { isOver, type SyncJobRecord } from './sync-job-record.ts';

/**
 * Brings the copy of a firm up to date after it has connected.
 *
 * A job that Clio's refusal interrupted goes on from its checkpoints: what it had read is not read again. Otherwise a new
 * one begins. Repeating it does no harm: a job that runs gets its messages once more.
 */
export async function syncAfterConnecting(
  firmId: FirmId,
  requestedByUserId: UserId | undefined,
  parts: BeginSyncParts,
): Promise<SyncJobRecord | undefined> {
  const { connections, jobs } = parts;
  const activeJobId = (await connections.find(firmId))?.activeJobId;
  const interrupted = activeJobId && (await jobs.find(activeJobId));
  if (interrupted && !isOver(interrupted)) {
    await sendChains(interrupted, parts);
    return interrupted;
  }
  return beginSync({ firmId, jobId: newId('syncJob'), requestedByUserId }, parts);
}
