import { SyncPage, sendMessages } from '@smarterfirms/platform/messages';
import { inSpan } from '@smarterfirms/platform/span';
import type { ClioParts } from '../parts.ts';
import { isOver, newSyncJob, type SyncJobRecord, type SyncOrder } from './sync-job-record.ts';

export type BeginSyncParts = Pick<ClioParts, 'connections' | 'jobs' | 'sqs' | 'syncQueueUrl'>;

/**
 * Begins a sync of a firm, of whatever kind, at most one at a time.
 *
 * The job is written first, then it becomes the connection's active one, then its messages go out. A crash after the first
 * step leaves a job that the scheduler starts or takes back; after the second one that it resumes. Calling again with the
 * same id repeats nothing and answers the same job.
 *
 * @returns undefined when another job is running.
 */
export function beginSync(order: SyncOrder, parts: BeginSyncParts): Promise<SyncJobRecord | undefined> {
  const { jobId, firmId, kind } = order;
  const attributes = {
    'smarterfirms.sync_job.id': jobId,
    'smarterfirms.firm.id': firmId,
    ...(kind ? { 'smarterfirms.sync.kind': kind } : {}),
  };
  return inSpan('beginSync', { attributes }, () => begin(order, parts));
}

async function begin(order: SyncOrder, parts: BeginSyncParts): Promise<SyncJobRecord | undefined> {
  const { jobs } = parts;
  let job = newSyncJob(order);
  if (!(await jobs.create(job))) {
    const existing = await jobs.find(order.jobId);
    // Only a job that nobody has begun may still lack its claim or its messages.
    if (existing && existing.status !== 'QUEUED') return existing;
    job = existing ?? job;
  }
  if (!(await claim(job, parts))) {
    await jobs.removeUnstarted(job.jobId);
    return undefined;
  }
  await sendChains(job, parts);
  return (await jobs.find(job.jobId)) ?? job;
}

/** Makes the job the firm's active one; one that has ended without saying so gives way. True also when it is already. */
export async function claim(
  { firmId, jobId }: SyncJobRecord,
  { connections, jobs }: Pick<ClioParts, 'connections' | 'jobs'>,
): Promise<boolean> {
  if (await connections.claimJob(firmId, jobId)) return true;
  const active = (await connections.find(firmId))?.activeJobId;
  const activeJob = active && (await jobs.find(active));
  if (!active || (activeJob && !isOver(activeJob))) return false;
  return connections.claimJob(firmId, jobId, active);
}

/**
 * Sends one message per entity that is not done: "continue it from its checkpoint". Repeating it does no harm. An entity whose
 * message was given up waits for a redrive: sending it again would only fill the dead-letter queue.
 */
export async function sendChains(
  { jobId, firmId, entities, deadLettered = [] }: SyncJobRecord,
  { sqs, syncQueueUrl }: Pick<ClioParts, 'sqs' | 'syncQueueUrl'>,
): Promise<void> {
  const open = entities.filter(
    ({ type, status }) => (status === 'QUEUED' || status === 'RUNNING') && !deadLettered.includes(type),
  );
  const pages = open.map(({ type }) => ({ jobId, firmId, entity: type }));
  await sendMessages(sqs, syncQueueUrl, SyncPage, pages);
}
