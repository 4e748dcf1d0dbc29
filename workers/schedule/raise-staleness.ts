import type { SNSClient } from '@aws-sdk/client-sns';
import type { ClioConnectionRecord } from '@smarterfirms/clio/clio-connection-record';
import type { ClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import type { FirmPlanRecords } from '@smarterfirms/clio/firm-plan-records';
import { publishPending } from '@smarterfirms/clio/publish-pending';
import { isOver, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import type { SyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { newEvent } from '@smarterfirms/platform/events';
import type { Log } from '@smarterfirms/platform/log';
import type { Pool } from '@smarterfirms/platform/postgres';
import { staleKinds } from './stale-kinds.ts';

/** A sync of everything that has brought something so lately is at work: what it has not reached yet is no news. */
const atWorkMs = 10 * 60_000;

export interface StalenessParts {
  jobs: Pick<SyncJobRecords, 'find'>;
  connections: ClioConnectionRecords;
  plans: Pick<FirmPlanRecords, 'intervalMinutes'>;
  /** The data service's database: how fresh each kind of records is. */
  data: Pool;
  sns: SNSClient;
  eventsTopicArn: string;
  log: Log;
}

/**
 * Raises an alarm where the copy of a kind of records is older than two intervals of the firm's plan, or was not complete
 * that long after the firm connected, whatever its last sync said. Each kind is told of once, until it is fresh again.
 *
 * A connection is looked at when its next sync is due, before that is begun: each working one comes by once per interval, and
 * every two minutes while a sync of it does not end. What was told lies in the connection's item and is written together
 * with the event, so dying anywhere tells at least once, and consumers handle it once.
 */
export async function raiseStaleness(
  connection: ClioConnectionRecord,
  intervalMinutes: number,
  now: Date,
  parts: StalenessParts,
): Promise<void> {
  const { firmId, status, staleEntities: told = [] } = connection;
  if (status !== 'CONNECTED') return;
  const atWork = await kindAtWork(connection, now, parts);
  if (atWork === 'FULL' || atWork === 'RECONCILING') return;
  const stale = (await staleKinds(connection, intervalMinutes, now, parts.data))
    // An incremental sync that makes progress walks whole what was never complete.
    .filter(({ watermark }) => watermark !== undefined || atWork === undefined);
  const entities = stale.map(({ entity }) => entity);
  const news = stale.filter(({ entity }) => !told.includes(entity));
  if (news.length === 0 && entities.length === told.length) return;
  const event = newEvent('sync.stale', {
    firmId,
    intervalMinutes,
    entities: news.map(({ entity, watermark }) => ({
      type: entity,
      ...(watermark ? { asOf: watermark.toISOString() } : {}),
    })),
  });
  if (!(await parts.connections.setStale(connection, entities, news.length > 0 ? [event] : []))) return;
  if (news.length === 0) return;
  parts.log.warn({ firmId, entities }, 'the copy is older than two intervals');
  await publishPending(firmId, parts);
}

/**
 * Of what kind a sync is that makes progress; undefined where none does. That somebody has written the job is none: the
 * scheduler writes jobs that are silent. So the requests that it made count.
 */
async function kindAtWork(
  { activeJobId }: ClioConnectionRecord,
  now: Date,
  { jobs }: Pick<StalenessParts, 'jobs'>,
): Promise<SyncJobRecord['kind'] | undefined> {
  const job = activeJobId && (await jobs.find(activeJobId));
  if (!job || isOver(job)) return undefined;
  const { requestedAt } = job.timing ?? {};
  const moves = requestedAt !== undefined && now.getTime() - Date.parse(requestedAt) < atWorkMs;
  return moves ? job.kind : undefined;
}
