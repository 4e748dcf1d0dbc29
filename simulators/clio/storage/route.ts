import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DocumentVersionRow } from '../firm/document-rows.ts';
import { escapeHtml } from '../http/escape-html.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import type { World } from '../world.ts';
import { type Denial, denialOf } from './signed-url.ts';
import { storagePath } from './storage-address.ts';
import { versionBytes } from './version-bytes.ts';

/**
 * The object store behind Clio's documents, as far as a client meets it: `PUT` of what it uploads and `GET` of what it
 * downloads, each by a presigned address. It answers in XML, as S3 does.
 */
export async function answerStorage(exchange: Exchange, world: World): Promise<Reply> {
  const { request, method, path, search } = exchange;
  const signedAs = method === 'HEAD' ? 'GET' : method;
  const denial = denialOf(signedAs, path, new URLSearchParams(search), request.headers, world.clock.now());
  if (denial) return denied(denial);
  const [, kind, ...rest] = path.slice(storagePath.length).split('/');
  if (method === 'PUT' && kind === 'uploads' && rest[0]) return put(exchange, world, rest[0]);
  if (signedAs === 'GET' && kind === 'versions') {
    const version = world.firm(Number(rest[0]))?.tables.document_versions.find(Number(rest[1]));
    if (version) return get(exchange, world, version);
  }
  return denied({ status: 404, code: 'NoSuchKey', message: 'The specified key does not exist.' });
}

async function put({ request }: Exchange, { objects }: World, key: string): Promise<Reply> {
  if (request.headers['content-length'] === undefined) {
    const message = 'A header you provided implies functionality that is not implemented: Transfer-Encoding';
    return denied({ status: 501, code: 'NotImplemented', message });
  }
  const digest = createHash('md5');
  const counting = new Transform({
    transform(part: Buffer, _encoding, done) {
      digest.update(part);
      done(null, part);
    },
  });
  await Promise.all([pipeline(request, counting), objects.put(key, counting)]);
  const md5 = digest.digest();
  const announced = request.headers['content-md5'];
  if (announced !== undefined && announced !== md5.toString('base64')) {
    await objects.remove(key);
    const message = 'The Content-MD5 you specified did not match what we received.';
    return denied({ status: 400, code: 'BadDigest', message });
  }
  return { status: 200, headers: { ETag: `"${md5.toString('hex')}"` } };
}

function get({ request }: Exchange, { objects }: World, version: DocumentVersionRow): Reply {
  const size = version.size ?? 0;
  const headers = {
    'Content-Type': version.contentType,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(version.filename)}`,
    'Accept-Ranges': 'bytes',
    'Last-Modified': new Date(version.updatedAt * 1000).toUTCString(),
  };
  const wanted = rangeOf(request.headers.range, size);
  if (wanted === 'none') {
    const message = 'The requested range is not satisfiable';
    return denied({ status: 416, code: 'InvalidRange', message });
  }
  const { start, end } = wanted ?? { start: 0, end: size };
  return {
    status: wanted ? 206 : 200,
    headers: {
      ...headers,
      'Content-Length': String(end - start),
      ...(wanted && { 'Content-Range': `bytes ${start}-${end - 1}/${size}` }),
    },
    parts: versionBytes(version, objects, start, end),
  };
}

/** One range of bytes, the end excluded; undefined where none was asked for or it cannot be read. */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | 'none' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size : Math.min(size, Number(match[2]) + 1);
  return start < end ? { start, end } : 'none';
}

function denied({ status, code, message }: Denial): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeHtml(message)}</Message></Error>`,
  };
}
