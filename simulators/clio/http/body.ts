import type { IncomingMessage } from 'node:http';

const bytesMax = 1_000_000;

export class BodyTooLarge extends Error {}

/** The whole body as text, up to a megabyte. */
export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request)).toString();
}

/** The whole body, up to a megabyte. */
export async function readBytes(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > bytesMax) throw new BodyTooLarge(`The body is larger than ${bytesMax} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The fields of a form, or undefined when the body is not `application/x-www-form-urlencoded`. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const body = await readBody(request);
  return type === 'application/x-www-form-urlencoded' ? new URLSearchParams(body) : undefined;
}
