import { setTimeout as delay } from 'node:timers/promises';
import type { ClioError } from '@smarterfirms/clio/clio-error';
import { isOver } from '@smarterfirms/clio/sync-job-record';
import { markFailed, markUnavailable, recordAttempt, recordRequests } from '@smarterfirms/data/checkpoint';
import { asId } from '@smarterfirms/platform/ids';
import type { SyncPage } from '@smarterfirms/platform/messages';
import { annotateSpan } from '@smarterfirms/platform/span';
import type { Fetched } from './fetch-page.ts';
import type { SyncParts } from './parts.ts';
import { reportProgress, reportUnlessOver } from './report-progress.ts';
import { resend } from './resend.ts';
import type { At, Walk } from './step.ts';

/** A wait up to this long is spent here; a longer one is a delayed message. */
const waitHereMs = 1_000;
/** Failed tries of one page before its entity is given up. */
const attemptsMax = 8;
const backoffSecondsMax = 60;

interface Place {
  job: Walk['job'];
  claim: Walk['claim'];
  at: At;
  /** What came to continue the entity. */
  message: SyncPage;
}

/**
 * Does what follows where no page came: waits, tries again later or gives the entity up.
 *
 * @returns whether the same page may be asked for again now; else this message has done its part.
 */
export async function withoutPage(
  fetched: Exclude<Fetched, { kind: 'page' }>,
  place: Place,
  parts: SyncParts,
): Promise<boolean> {
  const { job, claim } = place;
  switch (fetched.kind) {
    case 'wait':
      return wait(fetched, place, parts);
    case 'refused':
      await recordRequests(parts.data, claim, fetched.requests);
      await giveUp(place, fetched.error, parts);
      await reportUnlessOver(job, {}, parts);
      return false;
    case 'failed':
      await retryLater(fetched, place, parts);
      return false;
  }
}

async function wait(
  { waitMs, requests, ofList }: Extract<Fetched, { kind: 'wait' }>,
  { job, claim, message }: Place,
  parts: SyncParts,
): Promise<boolean> {
  if (requests > 0) await recordRequests(parts.data, claim, requests);
  if (waitMs <= waitHereMs) {
    await delay(waitMs);
    return true;
  }
  // Where only this list has to wait the job is not paused.
  const moment = ofList ? {} : { pausedUntil: new Date(Date.now() + waitMs) };
  // Delays are whole seconds: the rest is waited here, so that no part of Clio's next window passes unused.
  if (await reportUnlessOver(job, moment, parts)) await resend(message, Math.floor(waitMs / 1000), parts);
  return false;
}

/**
 * A refusal of the first page for want of permission says that this Clio account does not offer the entity to us; any other
 * one is a fault, a 400 too: it says that the question was wrong.
 */
async function giveUp({ claim, at }: Place, error: ClioError, { data, withheld, log }: SyncParts): Promise<void> {
  log.warn({ err: error, jobId: claim.jobId, entity: claim.entity, page: at.pages }, 'Clio refuses this entity');
  const isProbe = at.pages === 0 && (error.status === 403 || error.status === 404);
  if (isProbe) {
    // A loss of permission is no deletion that anybody could accept.
    await withheld.remove(claim.firmId, claim.entity);
    await markUnavailable(data, claim, error.message);
  } else await markFailed(data, claim, error.message);
}

async function retryLater(
  { error, requests }: Extract<Fetched, { kind: 'failed' }>,
  { claim, message }: Place,
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
