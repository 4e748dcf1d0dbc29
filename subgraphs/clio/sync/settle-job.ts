import type { SNSClient } from '@aws-sdk/client-sns';
import { publishEvent } from '@smarterfirms/platform/events';
import { syncEntityTypes } from '@smarterfirms/platform/messages';
import type { ClioConnectionRecords } from '../connection/clio-connection-records.ts';
import type { SyncJobRecord } from './sync-job-record.ts';
import type { SyncJobRecords } from './sync-job-records.ts';

export interface SettleParts {
  jobs: Pick<SyncJobRecords, 'settled'>;
  connections: Pick<ClioConnectionRecords, 'releaseJob'>;
  sns: SNSClient;
  eventsTopicArn: string;
}

/**
 * Does what remains after a job has ended: lets the firm's next job run and tells everybody.
 *
 * Every step may be repeated. Whoever ends a job calls this at once; where it dies in between, the job stays marked and
 * the scheduler calls it again. Consumers handle an event once by its id.
 */
export async function settleJob(
  job: SyncJobRecord,
  { jobs, connections, sns, eventsTopicArn }: SettleParts,
): Promise<void> {
  const walked = job.entities.every(({ status }) => status === 'COMPLETED' || status === 'UNAVAILABLE');
  // A sync of some types leaves the others as old as they were.
  const isWhole = job.entities.length === syncEntityTypes.length;
  const copyIsCurrent = isWhole && walked && (job.status === 'COMPLETED' || job.status === 'PARTIAL');
  await connections.releaseJob(job.firmId, job.jobId, copyIsCurrent ? (job.finishedAt ?? job.updatedAt) : undefined);
  for (const event of job.pendingEvents ?? []) await publishEvent(sns, eventsTopicArn, event);
  await jobs.settled(job.jobId);
}
