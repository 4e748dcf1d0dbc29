import { type SettleParts, settleJob } from './settle-job.ts';
import { isOver, type SyncJobRecord } from './sync-job-record.ts';
import type { SyncJobRecords } from './sync-job-records.ts';

/**
 * Ends a job as cancelled, however often its workers write meanwhile. They notice at their next write and stop.
 *
 * @returns the ended job, or undefined when it had ended otherwise.
 */
export async function endAsCancelled(
  job: SyncJobRecord,
  parts: SettleParts & { jobs: SyncJobRecords },
): Promise<SyncJobRecord | undefined> {
  for (
    let current: SyncJobRecord | undefined = job;
    current && !isOver(current);
    current = await parts.jobs.find(job.jobId)
  ) {
    const { pausedUntil: _until, waitsFor: _waitsFor, ...rest } = current;
    const ended = await parts.jobs.advance(current, {
      ...rest,
      status: 'CANCELLED',
      finishedAt: new Date().toISOString(),
      entities: current.entities.map((entity) =>
        entity.status === 'QUEUED' || entity.status === 'RUNNING' ? { ...entity, status: 'CANCELLED' } : entity,
      ),
    });
    if (!ended) continue;
    await settleJob(ended, parts);
    return ended;
  }
  return undefined;
}
