import { contentsToRemove, noteAsked, silentContents } from '@smarterfirms/data/document-content';
import { FetchDocumentContent, sendMessage } from '@smarterfirms/platform/messages';
import type { DocumentParts } from '../documents/parts.ts';
import { contentsPerRemoval, removeContents } from '../documents/remove-contents.ts';

/** Sent again in one minute at most. */
const silentMax = 100;

/**
 * Looks after the contents of documents: what was released or has aged is removed from the bucket, and what somebody asked
 * for and nobody works on is ordered again.
 */
export async function keepContents(
  parts: Pick<DocumentParts, 'data' | 's3' | 'bucket' | 'sqs' | 'documentsQueueUrl'>,
): Promise<void> {
  const { data, sqs, documentsQueueUrl } = parts;
  await removeContents(await contentsToRemove(data, contentsPerRemoval), parts);
  for (const content of await silentContents(data, silentMax)) {
    await noteAsked(data, content);
    await sendMessage(sqs, documentsQueueUrl, FetchDocumentContent, content);
  }
}
