import type { ApiCall } from '../api/call.ts';
import { notFound } from '../api/errors.ts';
import { listRecords } from '../api/list-records.ts';
import type { Reply } from '../http/exchange.ts';
import { documentVersions } from '../resources/document-versions.ts';
import { download } from './download.ts';
import { listFolderItems } from './list-folder-items.ts';

/** What documents and folders have beyond a list and single records; undefined where a request is for those. */
export async function answerDocuments(call: ApiCall, segments: readonly string[]): Promise<Reply | undefined> {
  const [collection, id, part] = segments;
  switch (`${call.method} ${collection} ${part ?? (id === 'list' ? id : '')}`.trim()) {
    case 'GET folders list':
      return listFolderItems(call);
    case 'GET documents versions': {
      const document = documentWith(call, id);
      const name = `documents/${document.id}/versions`;
      return listRecords(call, documentVersions, { name, rows: document.versions });
    }
    case 'GET documents download':
      return download(call, documentWith(call, id));
    default:
      return undefined;
  }
}

/** A document in the trash is still there. */
function documentWith({ firm }: ApiCall, id: string | undefined) {
  const document = firm.tables.documents.find(Number(id));
  if (!document) throw notFound();
  return document;
}
