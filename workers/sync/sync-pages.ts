import { claim as claimConnection } from '@smarterfirms/clio/begin-sync';
import { ClioError, ClioRefused } from '@smarterfirms/clio/clio-error';
import { whoAmI } from '@smarterfirms/clio/clio-oauth';
import { isOver, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { ConnectionUnusable } from '@smarterfirms/clio/token-store';
import {
  type Checkpoint,
  type Claim,
  FenceLost,
  markCancelled,
  recordRequests,
  takeOver,
} from '@smarterfirms/data/checkpoint';
import { openJob } from '@smarterfirms/data/open-job';
import { CopyErased } from '@smarterfirms/data/store-records';
import { countRows } from '@smarterfirms/data/sweep';
import { asId } from '@smarterfirms/platform/ids';
import type { SyncPage } from '@smarterfirms/platform/messages';
import { annotateSpan } from '@smarterfirms/platform/span';
import { askClio, BudgetSpent } from '../targets/ask-clio.ts';
import { confirmStep } from './confirm-step.ts';
import { fairShare } from './fair-share.ts';
import { type Fetched, fetchPage } from './fetch-page.ts';
import type { Moment } from './job-progress.ts';
import { kindOf } from './kind-of.ts';
import type { SyncParts } from './parts.ts';
import { failJob, reportProgress, reportUnlessOver } from './report-progress.ts';
import { resend } from './resend.ts';
import { settle } from './settle.ts';
import { type At, type Step, type Walk, writeMissingFields } from './step.ts';
import { skipSweep, sweepStep } from './sweep-step.ts';
import { walkStep } from './walk-step.ts';
import { withoutPage } from './without-page.ts';

const eraseWaitSeconds = 5;

/**
 * Continues one entity of a job from its checkpoint: page after page until the entity or the time is at its end, or others have
 * waited long enough, then passes on to the next message.
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
    if (job.pendingEvents) await settle(job, parts);
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
        await reportUnlessOver(job, {}, parts);
        return;
      }
      fetched = await fetchPage(job.firmId, step.address, parts);
    } catch (error) {
      if (!(error instanceof ConnectionUnusable)) {
        if (await withoutPage(unanswered(error), { job, claim, at, message }, parts)) continue;
        return;
      }
      // Access that Clio refuses is a pause: the checkpoints stay open, and connecting again sends the messages anew.
      if (error.status === 'NEEDS_ATTENTION') await reportUnlessOver(job, { waitsFor: 'CONNECTION' }, parts);
      else await endForConnection(job, error.status, parts);
      return;
    }
    if (fetched.kind !== 'page') {
      if (await withoutPage(fetched, { job, claim, at, message }, parts)) continue;
      return;
    }
    await writeMissingFields(claim, fetched.without, parts);
    const expected = await rowsBefore(job, at, fetched.page.total, parts);
    const next = await step.store(fetched);
    const now = await reportUnlessOver(job, { rate: fetched.window, expected }, parts);
    if (!next || !now) return;
    at = next;
    current = now;
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
  if (at.pass === 'CONFIRM') return confirmStep(walk, at, () => viewer(walk, parts), parts);
  if (at.pass !== 'SWEEP') return walkStep(walk, at, parts);
  return (await skipSweep(walk, at, parts)) ? undefined : sweepStep(walk, at, parts);
}

/** Asks Clio whose access we use and what that person may do; undefined where it does not say. Waits its turn like a page. */
async function viewer({ job, claim }: Walk, parts: SyncParts): Promise<string | undefined> {
  let requests = 0;
  try {
    const identity = await askClio(
      job.firmId,
      ({ base, accessToken }) => {
        requests++;
        return whoAmI(base, accessToken);
      },
      parts,
      'backfill',
    );
    return identity.viewer;
  } catch (error) {
    if (error instanceof ClioRefused) return undefined;
    throw error;
  } finally {
    if (requests > 0) await recordRequests(parts.data, claim, requests);
  }
}

/** What a question beside the pages came to, other than an answer. */
function unanswered(error: unknown): Exclude<Fetched, { kind: 'page' }> {
  if (error instanceof BudgetSpent) return { kind: 'wait', waitMs: error.waitMs, requests: 0 };
  if (error instanceof ClioError) return { kind: 'failed', error, requests: 0 };
  throw error;
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
