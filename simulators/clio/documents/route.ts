import type { ApiCall } from '../api/call.ts';
import { notFound } from '../api/errors.ts';
import { writerOf } from '../api/fields.ts';
import { listRecords } from '../api/list-records.ts';
import { Query } from '../api/query.ts';
import { requirePermission } from '../api/require-permission.ts';
import { restrictedReader } from '../api/restricted-reader.ts';
import type { DocumentRow, FolderRow } from '../firm/document-rows.ts';
import { tableOf } from '../firm/firm.ts';
import type { UserRow } from '../firm/people-rows.ts';
import type { Reply } from '../http/exchange.ts';
import { documentVersions } from '../resources/document-versions.ts';
import { documents } from '../resources/documents.ts';
import { shapeIn } from '../resources/earlier-versions.ts';
import { folders } from '../resources/folders.ts';
import type { Resource } from '../resources/resource.ts';
import { isVisibleTo } from '../resources/visible-rows.ts';
import { Edit } from '../writes/edit.ts';
import { createFolder, updateFolder } from './change-folder.ts';
import { copyDocument, saveAsLatestVersion } from './copy-document.ts';
import { createDocument } from './create-document.ts';
import { download } from './download.ts';
import { listFolderItems } from './list-folder-items.ts';
import { purgeTrash, trashDocument, trashFolder } from './trash.ts';
import { updateDocument } from './update-document.ts';

/**
 * What documents and folders have beyond a list and single records; undefined where a request is for those. `segments`
 * is the path in its parts, from the name of the collection on.
 */
export async function answerDocuments(call: ApiCall, segments: readonly string[]): Promise<Reply | undefined> {
  purgeTrash(call.firm, call.world.clock.now());
  const [collection, id, ...more] = segments;
  const resource = collection === 'folders' ? folders : documents;
  requirePermission(call, resource);
  requireVisible(call, resource, Number(id));
  // A write whose answer could not be shown is refused before anything is changed.
  if (call.method !== 'GET') writerOf(shapeIn(call.version, resource.shape), new Query(call.search).text('fields'));
  if (collection === 'folders') return answerFolders(call, id, more);
  if (id === undefined) return call.method === 'POST' ? createDocument(call, userOf(call)) : undefined;
  const document = call.firm.tables.documents.find(Number(id));
  if (!document) throw notFound();
  return answerDocument(call, document, more);
}

/** To whoever is kept to their own matters the others' documents do not exist. */
function requireVisible(call: ApiCall, { name, shape }: Resource, id: number): void {
  const reader = restrictedReader(call);
  const row = reader && tableOf(call.firm, name).find(id);
  if (row && !isVisibleTo(reader, shape, row)) throw notFound();
}

async function answerFolders(
  call: ApiCall,
  id: string | undefined,
  more: readonly string[],
): Promise<Reply | undefined> {
  if (id === undefined) return call.method === 'POST' ? createFolder(call, userOf(call)) : undefined;
  if (id === 'list' && call.method === 'GET') return listFolderItems(call);
  const folder = call.firm.tables.folders.find(Number(id));
  if (!folder || more.length > 0) throw notFound();
  if (call.method === 'PATCH') return updateFolder(call, folder, userOf(call));
  if (call.method === 'DELETE') return throwAway(call, folder, trashFolder);
  return undefined;
}

async function answerDocument(
  call: ApiCall,
  document: DocumentRow,
  [part, versionId, action, ...rest]: readonly string[],
): Promise<Reply | undefined> {
  if (rest.length > 0) throw notFound();
  switch (`${call.method} ${[part, versionId && ':id', action].filter(Boolean).join('/')}`) {
    case 'PATCH ':
      return updateDocument(call, document, userOf(call));
    case 'DELETE ':
      return throwAway(call, document, trashDocument);
    case 'POST copy':
      return copyDocument(call, document, userOf(call));
    case 'GET download':
      return download(call, document);
    case 'GET versions': {
      const name = `documents/${document.id}/versions`;
      return listRecords(call, documentVersions, { name, rows: document.versions });
    }
    case 'POST versions/:id/save_as_latest_version':
      return saveAsLatestVersion(call, document, Number(versionId), userOf(call));
    default:
      return undefined;
  }
}

/** A second time the item is not there any more, though it can still be read and restored. */
function throwAway<R extends DocumentRow | FolderRow>(
  call: ApiCall,
  item: R,
  trash: (edit: Edit, item: R) => void,
): Reply {
  if (item.deletedAt !== null) throw notFound();
  const edit = new Edit(call.world, call.firm);
  trash(edit, item);
  edit.commit();
  return { status: 204 };
}

function userOf({ firm, grant }: ApiCall): UserRow {
  const user = firm.tables.users.find(grant.userId);
  if (!user) throw notFound();
  return user;
}
