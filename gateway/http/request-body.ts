import type { IncomingMessage } from 'node:http';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { discardBody } from './discard-body.ts';
import { badRequest } from './error-answer.ts';

/** Of one body, where nothing else is said. */
export const usualBodyBytesMax = 1_000_000;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a body in UTF-8 (RFC 8259, 8.1, allows nothing else). Throws RequestRefused.
 *
 * @param bytesMax counted after decompression
 */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<string> {
  const encoding = request.headers['content-encoding'];
  let bytes: Buffer;
  try {
    if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw tooLarge(bytesMax);
    bytes =
      encoding === undefined || encoding === 'identity'
        ? await read(request, bytesMax)
        : await inflate(request, encoding, bytesMax);
  } catch (error) {
    discardBody(request);
    throw error;
  }
  try {
    return utf8.decode(bytes);
  } catch {
    throw badRequest(400, 'The body is not valid UTF-8.');
  }
}

async function inflate(request: IncomingMessage, encoding: string, bytesMax: number): Promise<Buffer> {
  const inflater = inflaterOf(encoding);
  if (!inflater) throw badRequest(415, 'The body has an encoding that is not supported: send gzip, deflate or br.');
  request.on('error', (error) => inflater.destroy(error));
  try {
    return await read(request.pipe(inflater), bytesMax);
  } finally {
    request.unpipe(inflater);
    inflater.destroy();
  }
}

function inflaterOf(encoding: string) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  return encoding === 'br' ? createBrotliDecompress() : undefined;
}

function read(stream: NodeJS.ReadableStream, bytesMax: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bytesMax) {
        stream.pause();
        reject(tooLarge(bytesMax));
      } else chunks.push(chunk);
    });
    stream.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    stream.on('error', () => reject(badRequest(400, 'The body could not be read.')));
  });
}

function tooLarge(bytesMax: number) {
  return badRequest(413, `The body is larger than ${bytesMax / 1_000_000} MB.`, { connection: 'close' });
}
