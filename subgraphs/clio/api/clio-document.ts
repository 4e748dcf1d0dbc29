import type { Readable } from 'node:stream';
import { request } from 'undici';
import { ClioUnavailable } from './clio-error.ts';
import { callClio } from './clio-request.ts';
import type { Answered, ClioDoor } from './clio-webhooks.ts';

/** Until the storage begins to answer, and between two pieces of its answer. */
const silenceMs = 20_000;

/**
 * Where the bytes of a document lie: an address of the storage that Clio signed, good for a few minutes. Costs one request;
 * fetching from the storage costs none.
 *
 * @param versionClioId the latest version where it is not known.
 * @throws ClioRefused 403 where the person who connected may not read it, 404 or 410 where it is gone; other ClioErrors.
 */
export async function locateDocument(
  { base, accessToken }: ClioDoor,
  { documentClioId, versionClioId }: { documentClioId: string; versionClioId: string | null },
): Promise<Answered<URL>> {
  const url = new URL(`${base}/api/v4/documents/${encodeURIComponent(documentClioId)}/download.json`);
  if (versionClioId !== null) url.searchParams.set('document_version_id', versionClioId);
  const { location = '', rate } = await callClio({ method: 'GET', url, accessToken, redirect: true });
  return { value: storageUrl(location, url), rate };
}

/**
 * Opens the bytes at the storage. Clio's token stays behind: the storage is another host, and refuses a second credential.
 *
 * @throws ClioUnavailable also when the address has run out: a new one may work.
 */
export async function openDocument(
  url: URL,
  signal: AbortSignal,
): Promise<{ body: Readable; sizeBytes: number | undefined }> {
  try {
    // A redirect is not followed: the address was looked at, another one was not.
    const { statusCode, headers, body } = await request(url, {
      method: 'GET',
      headers: { 'accept-encoding': 'identity' },
      signal,
      headersTimeout: silenceMs,
      bodyTimeout: silenceMs,
    });
    if (statusCode !== 200) {
      body.on('error', () => {}).destroy();
      throw new ClioUnavailable(`Clio's storage answered ${statusCode}`, { status: statusCode });
    }
    const length = Number(headers['content-length'] ?? Number.NaN);
    return { body, sizeBytes: Number.isSafeInteger(length) ? length : undefined };
  } catch (error) {
    if (error instanceof ClioUnavailable) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ClioUnavailable(`No answer from Clio's storage at ${url.host}: ${reason}`, { cause: error });
  }
}

/** Only https, but where Clio itself stands on this machine: then the storage may, too. */
function storageUrl(location: string, asked: URL): URL {
  const url = URL.parse(location, asked.href);
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url) && isLoopback(asked));
  if (!url || !safe || url.username || url.password) {
    throw new ClioUnavailable(`Clio redirects a download to ${url?.protocol ?? 'no address'}//${url?.host ?? ''}`);
  }
  return url;
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
