import { ClioRefused } from '@smarterfirms/clio/clio-error';
import type { SyncErrorRecord } from '@smarterfirms/clio/sync-error-records';
import { ConnectionUnusable } from '@smarterfirms/clio/token-store';
import { CopyErased, storeRecords } from '@smarterfirms/data/store-records';
import { asId } from '@smarterfirms/platform/ids';
import { RetryRecord, sendMessage } from '@smarterfirms/platform/messages';
import { recordsAddress } from '../sync/page-address.ts';
import { askForPage, BudgetSpent } from './ask-clio.ts';
import type { TargetParts } from './parts.ts';

type Kept = Pick<SyncErrorRecord, 'code' | 'message'>;

/**
 * Fetches the record that a sync could not read once more. Stored, its error is gone; else the error says what was found.
 *
 * @throws what the queue should deliver again for: Clio, the database or the tables are away.
 */
export async function retryRecord(message: RetryRecord, parts: TargetParts): Promise<void> {
  const { errors } = parts;
  const key = { jobId: asId('syncJob', message.jobId), errorId: asId('syncError', message.errorId) };
  const error = await errors.find(key);
  if (!error?.clioId || error.firmId !== message.firmId) return;
  try {
    const kept = await fetchAndStore({ ...error, clioId: error.clioId }, parts);
    if (kept) await errors.keepAfterRetry(key, kept);
    else await errors.remove(key);
  } catch (failure) {
    if (failure instanceof BudgetSpent) {
      const delaySeconds = failure.waitMs / 1000;
      await sendMessage(parts.sqs, parts.targetsQueueUrl, RetryRecord, message, {
        delaySeconds,
        continues: true,
      });
    } else if (failure instanceof ConnectionUnusable || failure instanceof CopyErased) {
      // Whoever connects again asks again: the error is as it was before.
      await errors.keepAfterRetry(key, error);
    } else throw failure;
  }
}

/** @returns why the record still cannot be stored; undefined when it is in the copy. */
async function fetchAndStore(
  { firmId, entity, clioId, message }: SyncErrorRecord & { clioId: string },
  parts: TargetParts,
): Promise<Kept | undefined> {
  const requestedAt = new Date();
  let records: readonly unknown[];
  try {
    // Somebody waits for it.
    const address = (base: string) => recordsAddress(base, entity, [clioId]);
    const page = await askForPage(firmId, address, parts, { priority: 'interactive' });
    records = page.rows;
  } catch (failure) {
    if (!(failure instanceof ClioRefused)) throw failure;
    return { code: 'RECORD_NOT_SHOWN', message: failure.message };
  }
  if (records.length === 0) return { code: 'RECORD_NOT_SHOWN', message: `Clio does not show it. Before: ${message}` };
  const { rejected } = await storeRecords(parts.data, { firmId, entity, records, requestedAt });
  const [rejection] = rejected;
  return rejection && { code: 'RECORD_NOT_READABLE', message: rejection.reason };
}
