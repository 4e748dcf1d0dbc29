import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Whoever restarts the simulator needs new links. */
const secret = randomBytes(32);

interface Grant {
  method: 'GET' | 'PUT';
  /** Origin and path. */
  address: string;
  /** Headers that the request has to carry exactly so, by lower-case name. */
  headers: Readonly<Record<string, string>>;
  nowMs: number;
  lifetimeSeconds: number;
}

/** An address that whoever knows it may use with one method, for a time, as S3's presigned ones. */
export function signedUrl({ method, address, headers, nowMs, lifetimeSeconds }: Grant): string {
  const url = new URL(address);
  url.searchParams.set('X-Amz-Algorithm', 'AWS4-HMAC-SHA256');
  url.searchParams.set('X-Amz-Date', amzDate(nowMs));
  url.searchParams.set('X-Amz-Expires', String(lifetimeSeconds));
  url.searchParams.set('X-Amz-SignedHeaders', ['host', ...Object.keys(headers)].sort().join(';'));
  url.searchParams.set('X-Amz-Signature', signature(method, url.pathname, url.searchParams, headers));
  return url.href;
}

/** What S3 answers to a request that its signature does not allow. */
export interface Denial {
  status: number;
  code: string;
  message: string;
}

export function denialOf(
  method: string,
  path: string,
  params: URLSearchParams,
  headers: IncomingHttpHeaders,
  nowMs: number,
): Denial | undefined {
  if (headers.authorization !== undefined) {
    const message =
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or ' +
      'the Authorization header should be specified';
    return { status: 400, code: 'InvalidArgument', message };
  }
  if (!params.has('X-Amz-Signature')) return { status: 403, code: 'AccessDenied', message: 'Access Denied' };
  const names = (params.get('X-Amz-SignedHeaders') ?? '').split(';').filter((name) => name !== 'host');
  const given = Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]));
  const expected = Buffer.from(signature(method, path, params, given));
  const actual = Buffer.from(params.get('X-Amz-Signature') ?? '');
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) {
    const message =
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
    return { status: 403, code: 'SignatureDoesNotMatch', message };
  }
  const ends = dateOf(params.get('X-Amz-Date') ?? '') + Number(params.get('X-Amz-Expires')) * 1000;
  return nowMs > ends ? { status: 403, code: 'AccessDenied', message: 'Request has expired' } : undefined;
}

function signature(
  method: string,
  path: string,
  params: URLSearchParams,
  headers: Readonly<Record<string, string>>,
): string {
  const query = [...params].filter(([name]) => name !== 'X-Amz-Signature').map((pair) => pair.join('='));
  const signed = Object.entries(headers).map((pair) => pair.join(':'));
  const text = [method, path, ...query.sort(), ...signed.sort()].join('\n');
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** `20260302T091407Z`. */
function amzDate(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}

function dateOf(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
