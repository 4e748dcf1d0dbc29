import { setTimeout as delay } from 'node:timers/promises';
import { claim as claimConnection } from '@smarterfirms/clio/begin-sync';
import { ClioError } from '@smarterfirms/clio/clio-error';
import { whoAmI } from '@smarterfirms/clio/clio-oauth';
import { settleJob } from '@smarterfirms/clio/settle-job';
import { isOver, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { ConnectionUnusable } from '@smarterfirms/clio/token-store';
import {
  type Checkpoint,
  type Claim,
  FenceLost,
  markCancelled,
  markFailed,
  markUnavailable,
  openJob,
  recordAttempt,
  recordRequests,
  takeOver,
} from '@smarterfirms/data/checkpoint';
import { CopyErased } from '@smarterfirms/data/store-records';
import { countRows } from '@smarterfirms/data/sweep';
import { asId, type FirmId } from '@smarterfirms/platform/ids';
import { SyncPage, sendMessage } from '@smarterfirms/platform/messages';
import { annotateSpan } from '@smarterfirms/platform/span';
import { confirmStep } from './confirm-step.ts';
import { fairShare } from './fair-share.ts';
import { type Fetched, fetchPage } from './fetch-page.ts';
import type { Moment } from './job-progress.ts';
import { kindOf } from './kind-of.ts';
import type { SyncParts } from './parts.ts';
import { failJob, reportProgress } from './report-progress.ts';
import type { At, Step, Walk } from './step.ts';
import { skipSweep, sweepStep } from './sweep-step.ts';
import { walkStep } from './walk-step.ts';

/** A wait up to this long is spent here; a longer one is a delayed message. */
const waitHereMs = 1_000;
/** Failed tries of one page before its entity is given up. */
const attemptsMax = 8;
const backoffSecondsMax = 60;
const eraseWaitSeconds = 5;

/**
 * Continues one entity of a job from its checkpoint: page after page until the entity or the time is at its end, or others have waited long enough, then
 * passes on to the next message.
 *
 * Every step may be repeated. Taking over raises the fence, so of two workers on one entity only the later one stores
 * pages; the other stops without a word. A worker that dies leaves the checkpoint at its last stored page, and the
 * message comes again.
 *
 * @param deadline no second page is begun after it; one is tried in any case, so that every message brings the job on.
 * @throws what the queue should deliver again for: the database or the tables are away.
 */
export async function syncPages(message: SyncPage, deadline: Date, parts: SyncParts): Promise<void> {
  const { jobId, firmId, entity } = message;
  annotateSpan({
    'smarterfirms.sync_job.id': jobId,
    'smarterfirms.firm.id': firmId,
    'smarterfirms.sync.entity': entity,
  });
  try {
    const admitted = await admit(message, parts);
    if (!admitted) return;
    const { job, seenAs } = admitted;
    const entities = job.entities.map(({ type }) => type);
    await openJob(parts.data, job.firmId, job.jobId, entities, kindOf(job), job.continuesJobId);
    const { done, checkpoint } = await takeOver(parts.data, job.firmId, job.jobId, message.entity);
    if (done) {
      // Final already: the last report may be what is missing.
      await reportProgress(job.jobId, {}, parts);
      return;
    }
    await walk({ job, seenAs, checkpoint, deadline }, parts);
  } catch (error) {
    if (!(error instanceof FenceLost || error instanceof CopyErased)) throw error;
    parts.log.debug({ jobId: message.jobId, entity: message.entity }, 'somebody newer continues this entity');
  }
}

/** Whether the job may run: it is not over, it is its firm's active one, and no old copy is being erased. */
async function admit(message: SyncPage, parts: SyncParts): Promise<Omit<Walk, 'claim'> | undefined> {
  const job = await parts.jobs.find(asId('syncJob', message.jobId));
  if (!job || job.firmId !== message.firmId) return undefined;
  if (isOver(job)) {
    if (job.pendingEvents) await settleJob(job, parts);
    await markCancelled(parts.data, job.firmId, job.jobId);
    return undefined;
  }
  const connection = await parts.connections.find(job.firmId);
  if (connection?.erasing) {
    await resend(message, eraseWaitSeconds, parts);
    return undefined;
  }
  const seenAs = connection?.viewer;
  if (connection?.activeJobId === job.jobId) return { job, seenAs };
  if (await claimConnection(job, parts)) {
    // Whoever slept since the job was read may have claimed the firm for one that is over by now.
    const now = await parts.jobs.find(job.jobId);
    if (now && !isOver(now)) return { job: now, seenAs };
    await parts.connections.releaseJob(job.firmId, job.jobId, undefined);
    return undefined;
  }
  // A job that never became the active one has nothing to show; any other says why it ends.
  if (await parts.jobs.removeUnstarted(job.jobId)) return undefined;
  await endForConnection(job, connection?.status ?? 'DISCONNECTED', parts);
  return undefined;
}

async function walk(
  { job, seenAs, checkpoint, deadline }: Omit<Walk, 'claim'> & { checkpoint: Checkpoint; deadline: Date },
  parts: SyncParts,
): Promise<void> {
  const claim: Claim = { firmId: job.firmId, jobId: job.jobId, entity: checkpoint.entity, fence: checkpoint.fence };
  const message: SyncPage = { jobId: job.jobId, firmId: job.firmId, entity: checkpoint.entity };
  const shareIsUsed = fairShare(parts);
  let at: At = checkpoint;
  let current = job;
  do {
    let fetched: Fetched;
    let step: Step | undefined;
    try {
      step = await nextStep({ job, claim, seenAs }, at, parts);
      if (!step) {
        await report(job, {}, parts);
        return;
      }
      fetched = await fetchPage(job.firmId, step.address, parts);
    } catch (error) {
      if (!(error instanceof ConnectionUnusable)) throw error;
      // Access that Clio refuses is a pause: the checkpoints stay open, and connecting again sends the messages anew.
      if (error.status === 'NEEDS_ATTENTION') await report(job, { waitsFor: 'CONNECTION' }, parts);
      else await endForConnection(job, error.status, parts);
      return;
    }
    switch (fetched.kind) {
      case 'page': {
        const expected = await rowsBefore(job, at, fetched.page.total, parts);
        const next = await step.store(fetched);
        const now = await report(job, { rate: fetched.window, expected }, parts);
        if (!next || !now) return;
        at = next;
        current = now;
        break;
      }
      case 'wait': {
        if (fetched.requests > 0) await recordRequests(parts.data, claim, fetched.requests);
        if (fetched.waitMs <= waitHereMs) {
          await delay(fetched.waitMs);
          break;
        }
        // Where only this list has to wait the job is not paused.
        const moment = fetched.ofList ? {} : { pausedUntil: new Date(Date.now() + fetched.waitMs) };
        // Delays are whole seconds: the rest is waited here, so that no part of Clio's next window passes unused.
        if (await report(job, moment, parts)) await resend(message, Math.floor(fetched.waitMs / 1000), parts);
        return;
      }
      case 'refused': {
        await recordRequests(parts.data, claim, fetched.requests);
        await giveUp(claim, at, fetched.error, parts);
        await report(job, {}, parts);
        return;
      }
      case 'failed': {
        await retryLater(claim, fetched, message, parts);
        return;
      }
    }
  } while (Date.now() < deadline.getTime() && !(await shareIsUsed(current)));
  await resend(message, 0, parts);
}

/** How many rows of an entity the copy holds before its first page, where Clio does not say how many there are. */
async function rowsBefore(
  { firmId }: SyncJobRecord,
  { entity, pass, pages }: At,
  total: number | undefined,
  { data }: SyncParts,
): Promise<Moment['expected']> {
  if (total !== undefined || pages > 0 || (pass !== 'WALK' && pass !== 'SWEEP')) return undefined;
  const rows = await countRows(data, firmId, entity);
  return rows > 0 ? { entity, rows } : undefined;
}

/** The next request of an entity; undefined when it ended without one. */
async function nextStep(walk: Walk, at: At, parts: SyncParts): Promise<Step | undefined> {
  if (at.pass === 'CONFIRM') return confirmStep(walk, at, () => viewer(walk.job.firmId, parts), parts);
  if (at.pass !== 'SWEEP') return walkStep(walk, at, parts);
  return (await skipSweep(walk, at, parts)) ? undefined : sweepStep(walk, at, parts);
}

/** Asks Clio whose access we use and what that person may do; undefined where it does not say. */
async function viewer(firmId: FirmId, { tokens, budgets }: SyncParts): Promise<string | undefined> {
  const { base, accessToken } = await tokens.accessToken(firmId);
  for (let waitMs = await budgets.take(firmId, 'interactive'); waitMs > 0; ) {
    await delay(waitMs);
    waitMs = await budgets.take(firmId, 'interactive');
  }
  try {
    return (await whoAmI(base, accessToken)).viewer;
  } catch (error) {
    if (error instanceof ClioError) return undefined;
    throw error;
  }
}

/** Writes the job's progress. @returns the job as it is now; undefined when it is over, so nothing more may be done for it. */
async function report(job: SyncJobRecord, moment: Moment, parts: SyncParts): Promise<SyncJobRecord | undefined> {
  const now = await reportProgress(job.jobId, moment, parts);
  if (now && !isOver(now)) return now;
  await markCancelled(parts.data, job.firmId, job.jobId);
  return undefined;
}

/** A refusal of the first page says that this Clio account does not offer the entity to us; later it is a fault. */
async function giveUp(
  claim: Claim,
  at: Pick<Checkpoint, 'pages'>,
  error: ClioError,
  { data, withheld, log }: SyncParts,
): Promise<void> {
  log.warn({ err: error, jobId: claim.jobId, entity: claim.entity, page: at.pages }, 'Clio refuses this entity');
  const isProbe = at.pages === 0 && (error.status === 400 || error.status === 403 || error.status === 404);
  if (isProbe) {
    // A loss of permission is no deletion that anybody could accept.
    await withheld.remove(claim.firmId, claim.entity);
    await markUnavailable(data, claim, error.message);
  } else await markFailed(data, claim, error.message);
}

async function retryLater(
  claim: Claim,
  { error, requests }: Extract<Fetched, { kind: 'failed' }>,
  message: SyncPage,
  parts: SyncParts,
): Promise<void> {
  const { attempts } = await recordAttempt(parts.data, claim, { requests, reason: error.message });
  annotateSpan({ 'smarterfirms.sync.attempts': attempts });
  parts.log.warn({ err: error, jobId: claim.jobId, entity: claim.entity, attempts }, 'a page did not come');
  if (attempts >= attemptsMax) await markFailed(parts.data, claim, error.message);
  const now = await reportProgress(asId('syncJob', claim.jobId), {}, parts);
  if (attempts >= attemptsMax || !now || isOver(now)) return;
  // Spread over half the distance, so that the chains of a job do not come back in step.
  const backoffSeconds = Math.min(2 ** attempts, backoffSecondsMax);
  await resend(message, backoffSeconds * (0.5 + Math.random() / 2), parts);
}

async function endForConnection(
  { firmId, jobId }: SyncJobRecord,
  status: 'CONNECTED' | 'NEEDS_ATTENTION' | 'DISCONNECTED',
  parts: SyncParts,
): Promise<void> {
  await failJob(jobId, failureOf(status), parts);
  // Also where the job was over before: a page under way must not leave its entity open.
  await markCancelled(parts.data, firmId, jobId);
}

function failureOf(status: 'CONNECTED' | 'NEEDS_ATTENTION' | 'DISCONNECTED'): { code: string; message: string } {
  switch (status) {
    case 'CONNECTED':
      return { code: 'ANOTHER_SYNC_RUNNING', message: 'Another sync of this firm is running.' };
    case 'NEEDS_ATTENTION':
      return {
        code: 'CONNECTION_NEEDS_ATTENTION',
        message: 'Clio no longer accepts our access. Connect Clio again, then start the sync.',
      };
    case 'DISCONNECTED':
      return { code: 'CLIO_DISCONNECTED', message: 'The firm was disconnected from Clio.' };
  }
}

async function resend(message: SyncPage, delaySeconds: number, { sqs, syncQueueUrl }: SyncParts): Promise<void> {
  await sendMessage(sqs, syncQueueUrl, SyncPage, message, { delaySeconds, groupId: message.firmId, continues: true });
}
