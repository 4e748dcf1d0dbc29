import type { ApiCall } from '../api/call.ts';
import { ClioError, unprocessable } from '../api/errors.ts';
import type { DocumentVersionRow, Upload } from '../firm/document-rows.ts';
import { uuidOf } from '../firm/uuid.ts';
import { signedUrl } from '../storage/signed-url.ts';
import { storageAddress } from '../storage/storage-address.ts';
import { type Data, isObject } from '../writes/read-data.ts';

/** The text of the field says ten minutes, Clio's guide eight hours: a client that can do with less is safe. */
const lifetimeSeconds = 600;
const partsMax = 50;
const partBytesMin = 5 * 1024 * 1024;

/** A part of a multipart upload, as the client announces it. */
export interface Part {
  number: number;
  bytes: number;
  md5: string | undefined;
}

/** Presigned requests for a version's bytes: one, or one for each of the parts. */
export function openUploads(call: ApiCall, version: DocumentVersionRow, parts: readonly Part[] | undefined): Upload[] {
  if (!parts) return [openUpload(call, version, undefined)];
  return parts.map((part) => openUpload(call, version, part));
}

function openUpload(call: ApiCall, version: DocumentVersionRow, part: Part | undefined): Upload {
  const key = part ? `${uuidOf(version)}-${part.number}` : uuidOf(version);
  const putHeaders = [
    ...(part ? [] : [{ name: 'Content-Type', value: version.contentType }]),
    ...(part?.md5 === undefined ? [] : [{ name: 'Content-MD5', value: part.md5 }]),
    { name: 'x-amz-server-side-encryption', value: 'AES256' },
  ];
  const putUrl = signedUrl({
    method: 'PUT',
    address: storageAddress(call.request.headers.host ?? '', call.region, `uploads/${key}`),
    headers: Object.fromEntries(putHeaders.map(({ name, value }) => [name.toLowerCase(), value])),
    nowMs: call.world.clock.now(),
    lifetimeSeconds,
  });
  return { partNumber: part?.number ?? null, key, bytes: part?.bytes ?? null, putUrl, putHeaders };
}

/**
 * Looks whether the bytes of a version have arrived; what the version is then.
 * Throws 422 `UploadNotFoundError` when some are missing, or are not as many as was announced.
 */
export async function arrivedBytes(
  { world: { objects } }: ApiCall,
  uploads: readonly Upload[],
): Promise<Pick<DocumentVersionRow, 'content' | 'size' | 'uploads' | 'uploaded'>> {
  let size = 0;
  for (const { key, bytes } of uploads) {
    const held = await objects.size(key);
    if (held === undefined || (bytes !== null && held !== bytes)) throw uploadNotFound();
    size += held;
  }
  if (uploads.length === 0) throw uploadNotFound();
  const inOrder = uploads.toSorted((left, right) => (left.partNumber ?? 0) - (right.partNumber ?? 0));
  return { content: { keys: inOrder.map(({ key }) => key) }, size, uploads: null, uploaded: true };
}

/** The status is not documented. */
export function uploadNotFound(): ClioError {
  return new ClioError(422, 'UploadNotFoundError', 'The uploaded file could not be found.');
}

/** Undefined where the document is sent in one piece. Throws 422 on parts that the object store would refuse. */
export function partsFrom(data: Data): Part[] | undefined {
  const announced = data['multiparts'];
  if (announced === undefined) return undefined;
  if (!Array.isArray(announced) || announced.length === 0 || announced.length > partsMax) {
    throw unprocessable(`multiparts must be a list of 1 to ${partsMax} parts`);
  }
  const parts = announced.map((part): Part => {
    if (!isObject(part)) throw unprocessable('multiparts must be a list of objects');
    const { part_number: number, content_length: length, content_md5: md5 } = part;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < 1) {
      throw unprocessable('part_number must be a positive integer');
    }
    if (!/^\d{1,12}$/.test(String(length))) throw unprocessable('content_length must be a number of bytes');
    return { number, bytes: Number(length), md5: typeof md5 === 'string' ? md5 : undefined };
  });
  const last = Math.max(...parts.map(({ number }) => number));
  if (new Set(parts.map(({ number }) => number)).size < parts.length) throw unprocessable('part_number must be unique');
  for (const { number, bytes } of parts) {
    if (number !== last && bytes < partBytesMin) {
      throw unprocessable(`content_length must be at least ${partBytesMin} in every part but the last`);
    }
  }
  return parts;
}
