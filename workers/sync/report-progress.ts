import { setTimeout as delay } from 'node:timers/promises';
import { isOver, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { markCancelled, readCheckpoints } from '@smarterfirms/data/checkpoint';
import type { SyncJobId } from '@smarterfirms/platform/ids';
import { failedJob, type Moment, progressOf } from './job-progress.ts';
import type { SyncParts } from './parts.ts';
import { settle } from './settle.ts';

export type ReportParts = Pick<SyncParts, 'jobs' | 'data' | 'connections' | 'sns' | 'eventsTopicArn'>;

const attemptsMax = 40;

/**
 * Writes what the checkpoints say into the job, and ends it when they say that all is done.
 *
 * The job is read before the checkpoints and written under the version that was read: whoever writes later has read
 * checkpoints that are at least as new, so an older state never replaces a newer one.
 *
 * @returns the job as it is now; over when it was ended by us, by a person or by its last entity. Undefined when it is gone.
 */
export async function reportProgress(
  jobId: SyncJobId,
  moment: Moment,
  parts: ReportParts,
): Promise<SyncJobRecord | undefined> {
  return advance(jobId, parts, async (job) => {
    const waitsFor = moment.waitsFor ?? (await stillWaitsFor(job, parts));
    return progressOf(job, await readCheckpoints(parts.data, job.firmId, jobId), { ...moment, waitsFor });
  });
}

/** A page that came before Clio refused our access may be reported after it: the job waits until somebody connects again. */
async function stillWaitsFor(
  { firmId, waitsFor }: SyncJobRecord,
  { connections }: ReportParts,
): Promise<Moment['waitsFor']> {
  const waits = waitsFor && (await connections.find(firmId))?.status === 'NEEDS_ATTENTION';
  return waits ? waitsFor : undefined;
}

/**
 * The same. @returns undefined when the job is over: then none of its entities is open any more, and nothing more may be done
 * for it.
 */
export async function reportUnlessOver(
  { jobId, firmId }: SyncJobRecord,
  moment: Moment,
  parts: ReportParts,
): Promise<SyncJobRecord | undefined> {
  const now = await reportProgress(jobId, moment, parts);
  if (now && !isOver(now)) return now;
  await markCancelled(parts.data, firmId, jobId);
  return undefined;
}

/** Ends a job that cannot go on. Its open entities end too, so that nobody waits for them. */
export async function failJob(
  jobId: SyncJobId,
  failure: { code: string; message: string },
  parts: ReportParts,
): Promise<void> {
  const job = await advance(jobId, parts, async (current) => failedJob(current, failure));
  if (job) await markCancelled(parts.data, job.firmId, jobId);
}

async function advance(
  jobId: SyncJobId,
  parts: ReportParts,
  nextOf: (job: SyncJobRecord) => Promise<Omit<SyncJobRecord, 'version' | 'updatedAt'>>,
): Promise<SyncJobRecord | undefined> {
  const { jobs } = parts;
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const job = await jobs.find(jobId);
    if (!job || isOver(job)) return job;
    const written = await jobs.advance(job, await nextOf(job));
    if (written) {
      if (isOver(written)) await settle(written, parts);
      return written;
    }
    // The other chains of the job write too, one write per page of theirs.
    await delay(Math.random() * 20 * Math.min(attempt, 10));
  }
  throw new Error(`the state of ${jobId} could not be written: too many writers`);
}
