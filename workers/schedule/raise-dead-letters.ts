import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import {
  type DeadLetter,
  type DeadLetterParts,
  eachDeadLetter,
  keepAsTold,
  noteDeadLetter,
} from '@smarterfirms/clio/dead-letters';
import type { SyncErrorRecords } from '@smarterfirms/clio/sync-error-records';
import { isOver } from '@smarterfirms/clio/sync-job-record';
import { newEvent, publishEvent } from '@smarterfirms/platform/events';
import { encodeUuid } from '@smarterfirms/platform/ids';
import type { Log } from '@smarterfirms/platform/log';
import { DrainTargets, EraseFirm, KeepWebhooks, LeaveClio, RetryRecord } from '@smarterfirms/platform/messages';
import { z } from 'zod';
import type { ReportParts } from '../sync/report-progress.ts';
import { giveUpDeadLetters } from './give-up-dead-letters.ts';

export interface RaiseParts extends DeadLetterParts, ReportParts {
  errors: SyncErrorRecords;
  log: Log;
}

/**
 * Messages that are sent again as long as what they ask for is due, or that a person asks for anew: the letter itself is of no
 * use.
 */
const sentAnew = [EraseFirm, DrainTargets, KeepWebhooks, LeaveClio, RetryRecord].map(({ name }) => name);

/**
 * Raises an alarm for every message that was given up.
 *
 * A page of a sync is noted in its job: the entity waits for a redrive and is not sent again meanwhile. Once nothing else of
 * the job goes on, and nobody has resumed it for a while, the entity fails, so that the firm is free. A page of a job that has
 * ended asks for nothing any more and is dropped.
 *
 * Any other message is told of once: what is sent anew by itself is dropped then, what nobody can read stays under a mark. Of
 * the same message that is given up again and again consumers hear once a day, by the event's id.
 *
 * The event is published before anything says so, and its id follows from the message: dying in between tells it twice to
 * consumers who handle it once.
 */
export async function raiseDeadLetters(now: Date, parts: RaiseParts): Promise<void> {
  await eachDeadLetter(parts, async (letter) => {
    const { page } = letter;
    if (!page) return raiseOther(letter, now, parts);
    const job = await parts.jobs.find(page.jobId);
    if (!job || isOver(job)) return true;
    if (job.deadLettered?.includes(page.entity)) return giveUpDeadLetters(job, now, parts);
    await publish(letter, letter.messageId, parts);
    await parts.errors.putAll([
      {
        ...page,
        clioId: undefined,
        code: 'DEAD_LETTERED',
        message: 'The work on this type failed again and again and was put aside. It goes on when somebody resumes it.',
      },
    ]);
    await noteDeadLetter(page, true, parts.jobs);
    return false;
  });
}

async function raiseOther(letter: DeadLetter, now: Date, parts: RaiseParts): Promise<boolean> {
  if (letter.told) return false;
  await publish(letter, `${letter.body} ${now.toISOString().slice(0, 10)}`, parts);
  if (!sentAnew.includes(kindOf(letter.body))) await keepAsTold(letter, parts);
  return true;
}

/** @param subject of two alarms about the same, consumers handle one. */
async function publish({ messageId, body, page }: DeadLetter, subject: string, parts: RaiseParts): Promise<void> {
  const { sns, eventsTopicArn, deadLetterQueueUrl, log } = parts;
  const told = { messageId, queue: basename(deadLetterQueueUrl), kind: kindOf(body), ...page };
  log.error(told, 'a message was given up');
  const event = newEvent('sync.dead_lettered', told);
  const hash = createHash('sha256').update(subject).digest('hex');
  await publishEvent(sns, eventsTopicArn, { ...event, id: encodeUuid('event', hash.slice(0, 32)) });
}

function kindOf(body: string): string {
  try {
    return z.object({ kind: z.string() }).parse(JSON.parse(body)).kind;
  } catch {
    return 'unreadable';
  }
}
