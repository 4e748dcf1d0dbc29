import { randomUUID } from 'node:crypto';
import { ClioError, ClioRefused, ClioUnavailable } from '@smarterfirms/clio/clio-error';
import { ConnectionUnusable } from '@smarterfirms/clio/token-store';
import {
  type ContentProblem,
  type ContentRef,
  contentFailed,
  contentStored,
  handBackContent,
  keepContent,
  takeContent,
} from '@smarterfirms/data/document-content';
import { asId } from '@smarterfirms/platform/ids';
import { FetchDocumentContent, sendMessage } from '@smarterfirms/platform/messages';
import { retry } from '@smarterfirms/platform/retry';
import { BudgetSpent } from '../targets/ask-clio.ts';
import type { DocumentParts } from './parts.ts';
import { DocumentTrashed, readAnew } from './read-anew.ts';
import { transfer } from './transfer.ts';

/** A third of the lease. */
const signOfLifeMs = 10_000;
const tries = { attempts: 3, firstPauseMs: 1_000, shouldRetry: (error: unknown) => error instanceof ClioUnavailable };

/**
 * Brings the content of one document from Clio into the bucket, and says in its row how that ended.
 *
 * A message that comes twice finds the content taken, or done. Dying at any step leaves a row whose lease ends, and perhaps
 * parts of an upload that nobody can read: the next message begins anew.
 *
 * @param deadline a transfer that still runs then is broken off.
 * @throws what the queue should deliver again for: the database, the tables or the bucket are away.
 */
export async function fetchContent(message: FetchDocumentContent, deadline: Date, parts: DocumentParts): Promise<void> {
  const { data, log } = parts;
  const ref: ContentRef = { firmId: asId('firm', message.firmId), contentId: message.contentId };
  const worker = randomUUID();
  const order = await takeContent(data, ref, worker);
  if (!order) return;
  const ended = new AbortController();
  const signs = setInterval(() => {
    keepContent(data, ref, worker).then(
      (mine) => mine || ended.abort(),
      (error: unknown) => log.warn({ err: error, ...ref }, 'the lease of a content could not be renewed'),
    );
  }, signOfLifeMs);
  const breakOff = setTimeout(() => ended.abort('LATE'), Math.max(deadline.getTime() - Date.now(), 0));
  try {
    await retry(() => readAnew(order, parts), tries);
    // What Clio showed just now may have released it.
    if (!(await keepContent(data, ref, worker))) return;
    const sizeBytes = await retry(() => transfer(order, ended.signal, parts), tries);
    if (!(await contentStored(data, ref, worker, sizeBytes))) {
      log.info(ref, 'a content that was released meanwhile is not shown');
    }
  } catch (error) {
    const late = ended.signal.reason === 'LATE';
    // Released, or believed dead and taken by another: its row is not ours any more.
    if (ended.signal.aborted && !late) return;
    await settle(error, { ref, worker, late }, message, parts);
  } finally {
    clearInterval(signs);
    clearTimeout(breakOff);
  }
}

async function settle(
  error: unknown,
  { ref, worker, late }: { ref: ContentRef; worker: string; late: boolean },
  message: FetchDocumentContent,
  { data, sqs, documentsQueueUrl, log }: DocumentParts,
): Promise<void> {
  if (error instanceof BudgetSpent) {
    if (!(await handBackContent(data, ref, worker, error.waitMs))) return;
    const delaySeconds = error.waitMs / 1000;
    await sendMessage(sqs, documentsQueueUrl, FetchDocumentContent, message, {
      delaySeconds,
      continues: true,
    });
    return;
  }
  const problem = late ? 'TOOK_TOO_LONG' : problemOf(error);
  if (!problem) {
    await handBackContent(data, ref, worker);
    throw error;
  }
  log.warn({ err: error, ...ref, problem }, 'the content of a document could not be brought over');
  await contentFailed(data, ref, worker, problem);
}

/** Undefined where Clio has nothing to do with it. */
function problemOf(error: unknown): ContentProblem | undefined {
  if (error instanceof DocumentTrashed) return 'GONE';
  if (error instanceof ConnectionUnusable) return 'CONNECTION_UNUSABLE';
  if (!(error instanceof ClioError)) return undefined;
  if (!(error instanceof ClioRefused)) return 'CLIO_UNAVAILABLE';
  if (error.status === 403) return 'NOT_ALLOWED';
  return error.status === 404 || error.status === 410 ? 'GONE' : 'REFUSED_BY_CLIO';
}
