import type { SNSClient } from '@aws-sdk/client-sns';
import { publishEvent } from '@smarterfirms/platform/events';
import type { FirmId } from '@smarterfirms/platform/ids';
import { syncEntityTypes } from '@smarterfirms/platform/messages';
import type { ClioConnectionRecords } from '../connection/clio-connection-records.ts';
import type { SyncJobRecord } from './sync-job-record.ts';
import type { SyncJobRecords } from './sync-job-records.ts';

export interface SettleParts {
  jobs: Pick<SyncJobRecords, 'settled'>;
  connections: Pick<ClioConnectionRecords, 'find' | 'releaseJob' | 'setStale'>;
  sns: SNSClient;
  eventsTopicArn: string;
}

/**
 * Does what remains after a job has ended: says how fresh the copy is now, lets the firm's next job run and tells everybody.
 *
 * Every step may be repeated. Whoever ends a job calls this at once; where it dies in between, the job stays marked and
 * the scheduler calls it again. Consumers handle an event once by its id.
 *
 * @param inStepSince since when every kind of a firm's records is in step with Clio, where the caller can read the copy: a
 *   sync of some kinds may have brought the ones that a sync of everything had left out.
 */
export async function settleJob(
  job: SyncJobRecord,
  { jobs, connections, sns, eventsTopicArn }: SettleParts,
  inStepSince?: (firmId: FirmId) => Promise<Date | undefined>,
): Promise<void> {
  const { firmId, jobId } = job;
  const syncedAt = wholeSince(job) ?? (await inStepSince?.(firmId))?.toISOString();
  await noteFresh(job, connections);
  await connections.releaseJob(firmId, jobId, syncedAt);
  for (const event of job.pendingEvents ?? []) await publishEvent(sns, eventsTopicArn, event);
  await jobs.settled(jobId);
}

/** When the job brought everything up to date; undefined where it left something out or did not end well. */
function wholeSince({ entities, status, finishedAt, updatedAt }: SyncJobRecord): string | undefined {
  const walked = entities.every((entity) => entity.status === 'COMPLETED' || entity.status === 'UNAVAILABLE');
  const isWhole = entities.length === syncEntityTypes.length;
  const endedWell = status === 'COMPLETED' || status === 'PARTIAL';
  return isWhole && walked && endedWell ? (finishedAt ?? updatedAt) : undefined;
}

/**
 * What the job has walked to its end is stale no longer. Where somebody else has just noted what is, the next look corrects it.
 */
async function noteFresh({ firmId, entities }: SyncJobRecord, connections: SettleParts['connections']): Promise<void> {
  const connection = await connections.find(firmId);
  const told = connection?.staleEntities ?? [];
  const fresh = new Set(entities.flatMap(({ type, status }) => (status === 'COMPLETED' ? [type] : [])));
  const stale = told.filter((type) => !fresh.has(type));
  if (connection && stale.length < told.length) await connections.setStale(connection, stale, []);
}
