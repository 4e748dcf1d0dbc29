import type { SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { markGivenUp } from '@smarterfirms/data/checkpoint';
import { openJob } from '@smarterfirms/data/open-job';
import { kindOf } from '../sync/kind-of.ts';
import { type ReportParts, reportProgress } from '../sync/report-progress.ts';

/** So long somebody may resume what was put aside within its own job, once nothing else of it goes on. */
const graceMs = 10 * 60_000;

/**
 * Ends a job of which nothing goes on but what was put aside: those entities fail, and the firm's next sync may begin. What
 * they had read stays, and trying one again goes on from there.
 *
 * @returns whether the job is over.
 */
export async function giveUpDeadLetters(job: SyncJobRecord, now: Date, parts: ReportParts): Promise<boolean> {
  const { firmId, jobId, entities, deadLettered = [], deadLetteredAt = job.updatedAt } = job;
  const open = entities.filter(({ status }) => status === 'QUEUED' || status === 'RUNNING').map(({ type }) => type);
  if (open.some((type) => !deadLettered.includes(type))) return false;
  if (now.getTime() - Date.parse(deadLetteredAt) < graceMs) return false;
  // Where no worker ever came as far as that there is nothing yet that could fail.
  const types = entities.map(({ type }) => type);
  await openJob(parts.data, firmId, jobId, types, kindOf(job), job.continuesJobId);
  const reason = 'The work on this type failed again and again and was put aside, and nobody resumed it.';
  await markGivenUp(parts.data, { firmId, jobId, entities: open, reason });
  await reportProgress(jobId, {}, parts);
  return true;
}
