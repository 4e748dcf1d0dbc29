import type { ApiCall } from '../api/call.ts';
import { notFound, unprocessable } from '../api/errors.ts';
import { showRow } from '../api/show-record.ts';
import type { DocumentRow, DocumentVersionRow } from '../firm/document-rows.ts';
import type { UserRow } from '../firm/people-rows.ts';
import type { Reply } from '../http/exchange.ts';
import { documents, latestVersion } from '../resources/documents.ts';
import { Edit } from '../writes/edit.ts';
import { readData } from '../writes/read-data.ts';
import { addVersion, newDocument } from './create-document.ts';
import { optionalInstant, optionalText } from './input.ts';
import { labelsFrom } from './labels.ts';
import { folderFrom } from './place.ts';

/** `POST /api/v4/documents/{id}/copy.json`: a document of its own with the latest version's bytes. */
export async function copyDocument(call: ApiCall, document: DocumentRow, creator: UserRow): Promise<Reply> {
  const data = await readData(call.request);
  const original = uploadedVersion(document, undefined);
  const edit = new Edit(call.world, call.firm);
  const name = optionalText(data, 'name') ?? document.name;
  const filename = optionalText(data, 'filename') ?? name;
  const receivedAt = optionalInstant(data, 'received_at') ?? document.receivedAt;
  const { category, firm } = document;
  const labels = labelsFrom({ firm, name, category, properties: [] }, data, edit.now);
  const place = folderFrom(edit, data, creator);
  const copy = edit.add('documents', { ...newDocument(edit, place, name, creator), ...labels, receivedAt });
  addVersion(edit, copy, { ...likeVersion(original), filename, creator });
  edit.commit();
  return { ...showRow(call, documents, copy), status: 201 };
}

/** `POST …/versions/{id}/save_as_latest_version.json`: an earlier version once more, as the newest one. */
export function saveAsLatestVersion(call: ApiCall, document: DocumentRow, id: number, creator: UserRow): Reply {
  const edit = new Edit(call.world, call.firm);
  const earlier = uploadedVersion(document, id);
  edit.touch('documents', document);
  addVersion(edit, document, { ...likeVersion(earlier), creator });
  edit.commit();
  // The document describes no body.
  return { status: 200 };
}

function uploadedVersion(document: DocumentRow, id: number | undefined): DocumentVersionRow {
  const version = id === undefined ? latestVersion(document) : document.versions.find((known) => known.id === id);
  if (!version) throw notFound();
  if (!version.uploaded) throw unprocessable('The document is not fully uploaded');
  return version;
}

function likeVersion({ filename, contentType, size, content }: DocumentVersionRow) {
  return { filename, contentType, size, content };
}
