import type { ContentOrder } from '@smarterfirms/data/document-content';
import { storeRecords } from '@smarterfirms/data/store-records';
import { recordsAddress } from '../sync/page-address.ts';
import { askForPage } from '../targets/ask-clio.ts';
import type { DocumentParts } from './parts.ts';

/** Somebody has thrown the document away in Clio. What lies in the trash can still be downloaded there. */
export class DocumentTrashed extends Error {
  override readonly name = 'DocumentTrashed';
}

/**
 * Reads what Clio knows about a document now, before its content is fetched, and has the copy learn of it as from a webhook:
 * a deletion or a new version releases the content in the same transaction. Costs one request, and another where the account
 * refuses a field that has nothing to do with the content.
 *
 * A document that is merely not shown may be invisible to the person who connected: the download says what it is.
 *
 * @throws DocumentTrashed, BudgetSpent, ConnectionUnusable, ClioError
 */
export async function readAnew({ firmId, documentClioId }: ContentOrder, parts: DocumentParts): Promise<void> {
  const requestedAt = new Date();
  const address = (base: string) => recordsAddress(base, 'DOCUMENTS', [documentClioId]);
  const { rows } = await askForPage(firmId, address, parts, { priority: 'interactive' });
  await storeRecords(parts.data, { firmId, entity: 'DOCUMENTS', records: rows, requestedAt });
  if (rows.some((row) => row['deleted_at'])) throw new DocumentTrashed('the document lies in the trash of Clio');
}
