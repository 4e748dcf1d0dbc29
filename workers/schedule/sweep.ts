import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { sendChains } from '@smarterfirms/clio/begin-sync';
import type { ClioConnectionRecord } from '@smarterfirms/clio/clio-connection-record';
import type { ClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import type { FirmPlanRecords } from '@smarterfirms/clio/firm-plan-records';
import { publishPending } from '@smarterfirms/clio/publish-pending';
import { syncAfterConnecting } from '@smarterfirms/clio/sync-after-connecting';
import type { SyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import type { Log } from '@smarterfirms/platform/log';
import { EraseFirm, sendMessage } from '@smarterfirms/platform/messages';
import type { Pool } from '@smarterfirms/platform/postgres';
import { settle } from '../sync/settle.ts';
import { startDue } from './start-due.ts';
import { usualIntervalMinutes } from './usual-interval.ts';

/** A job that was not written for this long has lost its messages: the longest wait between two writes is a minute. */
const silentMs = 90_000;
const itemsPerSweep = 200;

export interface SweepParts {
  jobs: SyncJobRecords;
  connections: ClioConnectionRecords;
  plans: Pick<FirmPlanRecords, 'intervalMinutes'>;
  /** The data service's database: how fresh a copy is. */
  data: Pool;
  sqs: SQSClient;
  syncQueueUrl: string;
  sns: SNSClient;
  eventsTopicArn: string;
  log: Log;
}

/**
 * Picks up what a crash has left: jobs that nobody works on, events that were not published, copies that were not erased.
 * Then begins the syncs that are due.
 *
 * One item that fails does not keep the others waiting; it is tried again a minute later.
 */
export async function sweep(now: Date, parts: SweepParts): Promise<void> {
  const { jobs, connections, plans, log } = parts;
  const attempt = async (what: string, subject: object, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      log.error({ err: error, ...subject }, `${what} failed; trying again a minute later`);
    }
  };

  for (const job of await jobs.silentSince(new Date(now.getTime() - silentMs), itemsPerSweep)) {
    if (job.pausedUntil && new Date(job.pausedUntil).getTime() > now.getTime() - silentMs) continue;
    await attempt('resuming a job', { jobId: job.jobId }, async () => {
      // Written first: the next sweep waits again, and a job that has just gone on is left alone.
      if (!(await jobs.advance(job, job))) return;
      const waits = job.waitsFor && (await connections.find(job.firmId))?.status === 'NEEDS_ATTENTION';
      if (!waits) await sendChains(job, parts);
    });
  }
  for (const job of await jobs.pending(itemsPerSweep)) {
    await attempt('settling a job', { jobId: job.jobId }, () => settle(job, parts));
  }
  for (const connection of await connections.pending(itemsPerSweep)) {
    await attempt('settling a connection', { firmId: connection.firmId }, () => settleConnection(connection, parts));
  }
  const due = await connections.due(now, itemsPerSweep);
  const intervals = await plans.intervalMinutes(due.map(({ firmId }) => firmId));
  for (const connection of due) {
    const { firmId } = connection;
    const intervalMinutes = intervals.get(firmId) ?? usualIntervalMinutes;
    await attempt('beginning a due sync', { firmId }, () => startDue(connection, intervalMinutes, now, parts));
  }
}

async function settleConnection(connection: ClioConnectionRecord, parts: SweepParts): Promise<void> {
  const { firmId, erasing, status, activeJobId, pendingEvents = [] } = connection;
  if (erasing) await sendMessage(parts.sqs, parts.syncQueueUrl, EraseFirm, { firmId, erasing });
  // Connecting begins the first sync and then publishes: where the event is left over, the sync may be missing too.
  const justConnected = status === 'CONNECTED' && pendingEvents.some(({ type }) => type === 'clio.connected');
  if (justConnected && !activeJobId) await syncAfterConnecting(firmId, undefined, parts);
  await publishPending(firmId, parts);
}
