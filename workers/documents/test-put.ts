import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Puts bytes to an address piece by piece: a large file is never held. */
export async function put(
  url: string,
  headers: Record<string, string>,
  bytes: Buffer | (() => Iterable<Buffer>),
): Promise<void> {
  const sending = request(url, { method: 'PUT', headers });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  await pipeline(Readable.from(Buffer.isBuffer(bytes) ? [bytes] : bytes()), sending);
  const [response] = await answered;
  response.resume();
  if (response.statusCode !== 200) throw new Error(`the storage answered ${response.statusCode} to an upload`);
}
