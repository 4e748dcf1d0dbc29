import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Upload } from '@aws-sdk/lib-storage';
import { locateDocument, openDocument } from '@smarterfirms/clio/clio-document';
import { ClioUnavailable } from '@smarterfirms/clio/clio-error';
import type { ContentOrder } from '@smarterfirms/data/document-content';
import { downloadHeaders } from '@smarterfirms/data/download-headers';
import { contentKey } from '@smarterfirms/data/object-store';
import { askClio } from '../targets/ask-clio.ts';
import type { DocumentParts } from './parts.ts';

/** Ten thousand parts of this size are the largest object: 80 GiB. */
const partBytes = 8 * 1024 * 1024;
/** So many parts are held at a time: what a transfer takes of memory, whatever the size of the file. */
const partsAtOnce = 2;

/**
 * Streams a document from Clio's storage into the bucket. The object appears when its last byte is there, or not at all.
 *
 * @returns its size in bytes.
 * @throws BudgetSpent, ConnectionUnusable, ClioError; ClioUnavailable also where the bytes ended early.
 */
export async function transfer(order: ContentOrder, signal: AbortSignal, parts: DocumentParts): Promise<number> {
  signal.throwIfAborted();
  const { value: url } = await askClio(order.firmId, (token) => locateDocument(token, order), parts, 'interactive');
  const { body, sizeBytes } = await openDocument(url, signal);
  const bytes = counted(sizeBytes);
  const { contentDisposition, contentType } = downloadHeaders(order);
  const upload = new Upload({
    client: parts.s3,
    params: {
      Bucket: parts.bucket,
      Key: contentKey({ firmId: order.firmId, id: order.contentId }),
      Body: bytes.stream,
      ContentType: contentType,
      ContentDisposition: contentDisposition,
    },
    partSize: partBytes,
    queueSize: partsAtOnce,
    leavePartsOnError: false,
  });
  // Each side breaks the other off: the first one says why.
  let first: unknown;
  body.once('error', (cause: unknown) => {
    first ??= new ClioUnavailable("Clio's storage broke off", { cause });
  });
  const written = upload.done().catch((error: unknown) => {
    first ??= error;
    bytes.stream.destroy();
  });
  await pipeline(body, bytes.stream, { signal }).catch((error: unknown) => {
    first ??= error;
  });
  await written;
  if (first !== undefined) throw first;
  return bytes.count();
}

/** Passes bytes on, and fails at the end where there were not as many as announced: before the object is complete. */
function counted(announced: number | undefined): { stream: Transform; count: () => number } {
  let count = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      count += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      if (announced === undefined || announced === count) return done();
      done(new ClioUnavailable(`Clio's storage gave ${count} of ${announced} bytes`));
    },
  });
  return { stream, count: () => count };
}
