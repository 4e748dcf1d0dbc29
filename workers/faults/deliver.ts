import { isOver, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { sweep } from '../schedule/sweep.ts';
import { handleMessage } from '../sync/handle-message.ts';
import type { SyncParts } from '../sync/parts.ts';
import type { Deliver } from '../sync/test-delivery.ts';
import type { TestFirm } from '../sync/test-firm.ts';

/** How often the scheduler may have to find a silent job before the test gives up. */
const sweepsMax = 40;
/** After so many minutes of silence the scheduler takes a job for dead. */
const silentMs = 91_000;

/** Handles one page of a message and passes on, so that a job has as many messages, and moments between them, as it can. */
export const onePage =
  (parts: SyncParts): Deliver =>
  (body) =>
    handleMessage(body, new Date(Date.now() - 1), parts);

/**
 * Delivers what the queue holds until the job is over and nothing is left, without waiting for delays: distances between
 * tries are not what is tested. A message whose handling threw comes again. Where messages were lost the scheduler comes.
 *
 * @param next which of the messages that wait is delivered next; the oldest unless told otherwise.
 * @param meanwhile what people do once no message is left and the job is not over.
 */
export async function runToEnd(
  firm: TestFirm,
  { jobId }: SyncJobRecord,
  deliver: Deliver,
  next: (waiting: number) => number = () => 0,
  meanwhile: () => Promise<void> = async () => {},
): Promise<SyncJobRecord> {
  const parts = withNothingDue(firm);
  for (let sweeps = 0; sweeps < sweepsMax; sweeps++) {
    await deliverAll(firm, deliver, next);
    const job = await firm.job(jobId);
    if (isOver(job)) {
      // What is left to say about a job that ended is said by the scheduler.
      await sweep(new Date(), parts);
      return firm.job(jobId);
    }
    await meanwhile();
    await sweep(new Date(Date.now() + silentMs), parts);
  }
  throw new Error(`the job is still not over after ${sweepsMax} sweeps`);
}

/** Two minutes after it connected a firm is due for a sync of its own: on a busy machine that would come between two tests. */
function withNothingDue({ parts }: TestFirm): TestFirm['parts'] {
  return { ...parts, connections: { ...parts.connections, async *due() {} } };
}

async function deliverAll({ aws }: TestFirm, deliver: Deliver, next: (waiting: number) => number): Promise<void> {
  const waiting: string[] = [];
  for (;;) {
    waiting.push(...aws.drain());
    const [body] = waiting.splice(next(waiting.length), 1);
    if (body === undefined) return;
    try {
      await deliver(body);
    } catch {
      waiting.push(body);
    }
  }
}
