import type { ApiCall } from '../api/call.ts';
import { showRow } from '../api/show-record.ts';
import type { DocumentRow, DocumentVersionRow, FolderRow, VersionContent } from '../firm/document-rows.ts';
import type { UserRow } from '../firm/people-rows.ts';
import type { Reply } from '../http/exchange.ts';
import { documents } from '../resources/documents.ts';
import { Edit } from '../writes/edit.ts';
import { readData } from '../writes/read-data.ts';
import { optionalInstant, optionalText, requiredText } from './input.ts';
import { labelsFrom } from './labels.ts';
import { placeFrom } from './place.ts';
import { openUploads, partsFrom } from './uploads.ts';

/**
 * `POST /api/v4/documents.json`: a new document, or with a document as its parent a new version of that one. The answer
 * shows in `latest_document_version` where the bytes are to be put; until they are confirmed the list hides the document.
 */
export async function createDocument(call: ApiCall, creator: UserRow): Promise<Reply> {
  const data = await readData(call.request);
  const edit = new Edit(call.world, call.firm);
  const name = requiredText(data, 'name');
  const filename = optionalText(data, 'filename') ?? name;
  const contentType = optionalText(data, 'content_type') ?? contentTypeOf(name);
  const receivedAt = optionalInstant(data, 'received_at');
  const parts = partsFrom(data);
  const labels = (item: Pick<DocumentRow, 'firm' | 'name' | 'category' | 'properties'>) =>
    labelsFrom(item, data, edit.now);
  labels({ firm: call.firm, name, category: null, properties: [] });

  // From here on nothing is refused.
  const place = placeFrom(edit, data, creator);
  const document = place.kind === 'Document' ? edit.touch('documents', place) : newDocument(edit, place, name, creator);
  Object.assign(document, labels(document), { receivedAt: receivedAt ?? document.receivedAt });
  if (place.kind === 'Folder') edit.add('documents', document);
  const version = addVersion(edit, document, { filename, contentType, creator, content: { keys: [] }, size: null });
  version.uploads = openUploads(call, version, parts);
  edit.commit();
  const shown: DocumentRow = { ...document, versions: [version] };
  return { ...showRow(call, documents, shown), status: 201 };
}

/** Not in its table yet. */
export function newDocument({ firm, now }: Edit, parent: FolderRow, name: string, creator: UserRow): DocumentRow {
  return {
    firm,
    kind: 'Document',
    id: 0,
    version: 1,
    createdAt: now,
    updatedAt: now,
    overrides: undefined,
    name,
    parent,
    creator,
    receivedAt: null,
    deletedAt: null,
    locked: false,
    category: null,
    properties: [],
    versions: [],
  };
}

/** The next version of a document; fully uploaded when it has a size. */
export function addVersion(
  edit: Edit,
  document: DocumentRow,
  fields: Pick<DocumentVersionRow, 'filename' | 'contentType' | 'creator' | 'size'> & { content: VersionContent },
): DocumentVersionRow {
  const version: DocumentVersionRow = {
    firm: edit.firm,
    id: 0,
    version: 1,
    createdAt: edit.now,
    updatedAt: edit.now,
    overrides: undefined,
    document,
    number: (document.versions.at(-1)?.number ?? 0) + 1,
    receivedAt: document.receivedAt,
    uploaded: fields.size !== null,
    uploads: null,
    ...fields,
  };
  document.versions.push(edit.add('document_versions', version));
  return version;
}

const contentTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  jpg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function contentTypeOf(name: string): string {
  return contentTypes[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}
