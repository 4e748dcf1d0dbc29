import type { ApiCall } from '../api/call.ts';
import { unprocessable } from '../api/errors.ts';
import { requireMatch } from '../api/if-match.ts';
import { showRow } from '../api/show-record.ts';
import type { DocumentRow } from '../firm/document-rows.ts';
import type { UserRow } from '../firm/people-rows.ts';
import { uuidOf } from '../firm/uuid.ts';
import type { Reply } from '../http/exchange.ts';
import { documents } from '../resources/documents.ts';
import { readField } from '../resources/shape.ts';
import { Edit } from '../writes/edit.ts';
import { type Data, readData } from '../writes/read-data.ts';
import { optionalInstant, optionalText } from './input.ts';
import { labelsFrom } from './labels.ts';
import { folderFrom } from './place.ts';
import { restore } from './trash.ts';
import { arrivedBytes, openUploads, partsFrom, uploadNotFound } from './uploads.ts';

/**
 * `PATCH /api/v4/documents/{id}.json`: renames, moves, labels, restores from the trash, and confirms an upload with
 * `{"uuid": …, "fully_uploaded": true}`.
 */
export async function updateDocument(call: ApiCall, document: DocumentRow, editor: UserRow): Promise<Reply> {
  const data = await readData(call.request);
  requireMatch(call.request, String(readField(documents.shape, document, 'etag')));
  if (document.deletedAt !== null && data['restore'] !== true) throw unprocessable('The document is in the trash');
  const edit = new Edit(call.world, call.firm);
  const name = optionalText(data, 'name') ?? document.name;
  const receivedAt = optionalInstant(data, 'received_at');
  const labels = labelsFrom(document, data, edit.now);
  const changeUpload = await uploadChange(call, document, data);
  const moved = data['parent'] === undefined ? undefined : folderFrom(edit, data, editor);

  edit.touch('documents', document);
  restore(edit, document);
  changeUpload(edit);
  Object.assign(document, labels, { name }, moved && { parent: moved }, receivedAt !== undefined && { receivedAt });
  edit.commit();
  return showRow(call, documents, document);
}

/** What the body says about an upload, checked but not done yet. */
async function uploadChange(call: ApiCall, document: DocumentRow, data: Data): Promise<(edit: Edit) => void> {
  const confirmed = data['fully_uploaded'] === true;
  const parts = partsFrom(data);
  if (!confirmed && !parts) return () => undefined;
  const uuid = data['uuid'];
  if (uuid === undefined) throw unprocessable("uuid can't be blank");
  const version = document.versions.find((candidate) => uuidOf(candidate) === uuid);
  if (!version) throw uploadNotFound();
  if (version.uploaded) return () => undefined;
  const further = parts ? openUploads(call, version, parts) : [];
  const numbers = further.map(({ partNumber }) => partNumber);
  const earlier = (version.uploads ?? []).filter(({ partNumber }) => !numbers.includes(partNumber));
  const uploads = [...earlier.filter(({ partNumber }) => !parts || partNumber !== null), ...further];
  const arrived = confirmed ? await arrivedBytes(call, uploads) : { uploads };
  return (edit) => Object.assign(edit.touch('document_versions', version), arrived);
}
