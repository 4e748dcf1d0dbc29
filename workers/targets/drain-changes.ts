import { randomUUID } from 'node:crypto';
import type { PendingChange } from '@smarterfirms/clio/change-records';
import { ClioError, ClioRefused } from '@smarterfirms/clio/clio-error';
import { ConnectionUnusable } from '@smarterfirms/clio/token-store';
import { CopyErased } from '@smarterfirms/data/store-records';
import type { FirmId } from '@smarterfirms/platform/ids';
import { DrainTargets, sendMessage } from '@smarterfirms/platform/messages';
import { idsPerRequest } from '../sync/page-address.ts';
import { BudgetSpent } from './ask-clio.ts';
import { entityOfModel } from './entity-of-model.ts';
import { fetchChanged } from './fetch-changed.ts';
import type { TargetParts } from './parts.ts';
import { createTally, type Tally } from './tally.ts';

const backoffSecondsMax = 60;
/** Somebody must connect again; whoever does that asks for the drain. */
const unusableSeconds = 900;

/**
 * Fetches what Clio's webhooks said has changed, the oldest first, until nothing is pending or the time is over.
 *
 * One worker per firm drains at a time; another one that is asked finds it held and leaves. Changes are removed as they were
 * read, after their records are stored, so dying at any step only makes the next drain repeat a batch.
 *
 * @param deadline no further batch is begun after it.
 * @throws what the queue should deliver again for: the database or the tables are away.
 */
export async function drainChanges(firmId: FirmId, deadline: Date, parts: TargetParts): Promise<void> {
  const { changes } = parts;
  const owner = randomUUID();
  if (!(await changes.take(firmId, owner))) return;
  const tally = createTally(firmId);
  try {
    do {
      for (let batch = await next(); batch.length > 0; batch = await next()) {
        await handleBatch(firmId, batch, tally, parts);
        if (!(await changes.stay(firmId, owner))) return;
        if (Date.now() > deadline.getTime()) {
          await continueLater(firmId, owner, { delaySeconds: () => 0, failed: false }, parts);
          return;
        }
      }
    } while (!(await changes.finish(firmId, owner)));
  } catch (error) {
    await putOff(error, firmId, owner, parts);
  } finally {
    await tally.record(parts);
  }

  function next(): Promise<PendingChange[]> {
    return changes.oldest(firmId, idsPerRequest);
  }
}

async function handleBatch(firmId: FirmId, batch: PendingChange[], tally: Tally, parts: TargetParts): Promise<void> {
  const { changes, log } = parts;
  const model = batch[0]?.model;
  const entity = model && entityOfModel(model);
  try {
    if (entity) await fetchChanged(firmId, entity, batch, tally, parts);
  } catch (error) {
    if (error instanceof ClioRefused) {
      log.warn({ err: error, firmId, model }, 'Clio refuses records that it told us of; the next sync decides');
    } else if (error instanceof CopyErased) {
      log.info({ firmId, model }, 'changes of a firm without a copy are dropped: its next sync reads everything');
    } else throw error;
  }
  await changes.remove(firmId, batch);
}

async function putOff(error: unknown, firmId: FirmId, owner: string, parts: TargetParts): Promise<void> {
  if (error instanceof BudgetSpent) {
    await continueLater(firmId, owner, { delaySeconds: () => error.waitMs / 1000, failed: false }, parts);
  } else if (error instanceof ConnectionUnusable) {
    await parts.changes.handBack(firmId, owner, { delaySeconds: () => unusableSeconds, failed: false });
  } else if (error instanceof ClioError) {
    parts.log.warn({ err: error, firmId }, 'changes could not be fetched; trying again');
    const backoff = (attempts: number) => Math.min(2 ** attempts, backoffSecondsMax) * (0.5 + Math.random() / 2);
    await continueLater(firmId, owner, { delaySeconds: backoff, failed: true }, parts);
  } else throw error;
}

async function continueLater(
  firmId: FirmId,
  owner: string,
  how: { delaySeconds: (attempts: number) => number; failed: boolean },
  { changes, sqs, targetsQueueUrl }: TargetParts,
): Promise<void> {
  const { mine, delaySeconds } = await changes.handBack(firmId, owner, how);
  if (mine) await sendMessage(sqs, targetsQueueUrl, DrainTargets, { firmId }, { delaySeconds, continues: true });
}
