import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { SNSClient } from '@aws-sdk/client-sns';
import { type DeadLetter, type DeadLetterParts, eachDeadLetter, noteDeadLetter } from '@smarterfirms/clio/dead-letters';
import type { SyncErrorRecords } from '@smarterfirms/clio/sync-error-records';
import { isOver } from '@smarterfirms/clio/sync-job-record';
import type { SyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { newEvent, publishEvent } from '@smarterfirms/platform/events';
import { encodeUuid } from '@smarterfirms/platform/ids';
import type { Log } from '@smarterfirms/platform/log';
import { z } from 'zod';

export interface RaiseParts extends DeadLetterParts {
  jobs: SyncJobRecords;
  errors: SyncErrorRecords;
  sns: SNSClient;
  eventsTopicArn: string;
  log: Log;
}

/**
 * Raises an alarm for every message that was given up, and notes it in its job: the entity waits for a redrive and is not
 * sent again meanwhile.
 *
 * The event is published before the job says so, and its id follows from the message's: dying in between tells it twice to
 * consumers who handle it once. A page of a job that has ended asks for nothing any more and is dropped. Any other message is
 * told of with every look, under the same id, until somebody has looked into it.
 */
export async function raiseDeadLetters(parts: RaiseParts): Promise<void> {
  await eachDeadLetter(parts, async (letter) => {
    const { page } = letter;
    if (!page) {
      await publish(letter, parts);
      return false;
    }
    const job = await parts.jobs.find(page.jobId);
    if (!job || isOver(job)) return true;
    if (job.deadLettered?.includes(page.entity)) return false;
    await publish(letter, parts);
    await parts.errors.putAll([
      {
        ...page,
        clioId: undefined,
        code: 'DEAD_LETTERED',
        message: 'The work on this type failed again and again and was put aside. It goes on when it is redriven.',
      },
    ]);
    await noteDeadLetter(page, true, parts.jobs);
    return false;
  });
}

async function publish({ messageId, body, page }: DeadLetter, parts: RaiseParts): Promise<void> {
  const { sns, eventsTopicArn, deadLetterQueueUrl, log } = parts;
  const told = { messageId, queue: basename(deadLetterQueueUrl), kind: kindOf(body), ...page };
  log.error(told, 'a message was given up');
  const event = newEvent('sync.dead_lettered', told);
  const hash = createHash('sha256').update(messageId).digest('hex');
  await publishEvent(sns, eventsTopicArn, { ...event, id: encodeUuid('event', hash.slice(0, 32)) });
}

function kindOf(body: string): string {
  try {
    return z.object({ kind: z.string() }).parse(JSON.parse(body)).kind;
  } catch {
    return 'unreadable';
  }
}
