import type { SQSClient } from '@aws-sdk/client-sqs';
import { sendChains } from '@smarterfirms/clio/begin-sync';
import type { ClioConnectionRecord } from '@smarterfirms/clio/clio-connection-record';
import { publishPending } from '@smarterfirms/clio/publish-pending';
import { syncAfterConnecting } from '@smarterfirms/clio/sync-after-connecting';
import type { SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import type { SyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { EraseFirm, sendMessage } from '@smarterfirms/platform/messages';
import { settle } from '../sync/settle.ts';
import { raiseStaleness, type StalenessParts } from './raise-staleness.ts';
import { endOfTime, severalAtOnce } from './several-at-once.ts';
import { startDue } from './start-due.ts';
import { usualIntervalMinutes } from './usual-interval.ts';

/** A job that was not written for this long has lost its messages: the longest wait between two writes is a minute. */
const silentMs = 90_000;
const pageSize = 200;
/** Each waits for DynamoDB and SQS most of the time. */
const atOnce = 20;

export interface SweepParts extends StalenessParts {
  jobs: SyncJobRecords;
  sqs: SQSClient;
  syncQueueUrl: string;
}

/**
 * Picks up what a crash has left: jobs that nobody works on, events that were not published, copies that were not erased.
 * Then begins the syncs that are due, and raises an alarm first where what is due is late.
 *
 * All that is due is taken, page after page, what waits longest first; what there is no time for waits for the next minute and
 * is first then. One item that fails does not keep the others waiting; it is tried again a minute later.
 *
 * @param deadline nothing more is begun after it; by default all is done, however long that takes. Each kind of work has a
 *   share of the time and what those before it have left, so that an outage that makes one slow leaves time for the others.
 */
export async function sweep(now: Date, parts: SweepParts, deadline = endOfTime): Promise<void> {
  const { jobs, connections, plans, log } = parts;
  const attempt = async (what: string, subject: object, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      log.error({ err: error, ...subject }, `${what} failed; trying again a minute later`);
    }
  };
  const share = (kindsLeft: number) => new Date(Date.now() + (deadline.getTime() - Date.now()) / kindsLeft);
  const eachOf = async <Item>(
    pages: AsyncIterable<Item[]>,
    until: Date,
    work: (item: Item) => Promise<void>,
    before: (page: readonly Item[]) => Promise<void> = async () => {},
  ) => {
    for await (const page of pages) {
      await before(page);
      await severalAtOnce(page, { atOnce, deadline: until }, work);
      if (Date.now() > until.getTime()) {
        log.warn('the minute was too short for all that is due; what is left is first in the next one');
        return;
      }
    }
  };

  const silent = jobs.silentSince(new Date(now.getTime() - silentMs), pageSize);
  await eachOf(silent, share(4), (job) =>
    attempt('resuming a job', { jobId: job.jobId }, () => resume(job, now, parts)),
  );
  await eachOf(jobs.pending(pageSize), share(3), (job) =>
    attempt('settling a job', { jobId: job.jobId }, () => settle(job, parts)),
  );
  await eachOf(connections.pending(pageSize), share(2), (connection) =>
    attempt('settling a connection', { firmId: connection.firmId }, () => settleConnection(connection, parts)),
  );
  let intervals: ReadonlyMap<string, number> = new Map();
  await eachOf(
    connections.due(now, pageSize),
    deadline,
    async (connection) => {
      const { firmId } = connection;
      const interval = intervals.get(firmId) ?? usualIntervalMinutes;
      // Before its sync begins, which moves it out of what is due.
      await attempt('looking at how fresh a copy is', { firmId }, () =>
        raiseStaleness(connection, interval, now, parts),
      );
      await attempt('beginning a due sync', { firmId }, () => startDue(connection, interval, now, parts));
    },
    async (page) => {
      intervals = await plans.intervalMinutes(page.map(({ firmId }) => firmId));
    },
  );
}

async function resume(job: SyncJobRecord, now: Date, parts: SweepParts): Promise<void> {
  if (job.pausedUntil && new Date(job.pausedUntil).getTime() > now.getTime() - silentMs) return;
  // Written first: the next sweep waits again, and a job that has just gone on is left alone.
  if (!(await parts.jobs.advance(job, job))) return;
  const waits = job.waitsFor && (await parts.connections.find(job.firmId))?.status === 'NEEDS_ATTENTION';
  if (!waits) await sendChains(job, parts);
}

async function settleConnection(connection: ClioConnectionRecord, parts: SweepParts): Promise<void> {
  const { firmId, erasing, status, activeJobId, pendingEvents = [] } = connection;
  if (erasing) await sendMessage(parts.sqs, parts.syncQueueUrl, EraseFirm, { firmId, erasing });
  // Connecting begins the first sync and then publishes: where the event is left over, the sync may be missing too.
  const justConnected = status === 'CONNECTED' && pendingEvents.some(({ type }) => type === 'clio.connected');
  if (justConnected && !activeJobId) await syncAfterConnecting(firmId, undefined, parts);
  await publishPending(firmId, parts);
}
