import { inSpan, type OpenSpan } from '@smarterfirms/platform/span';
import { request } from 'undici';
import { ClioUnavailable } from './clio-error.ts';
import { type ClioAnswer, readClioResponse } from './clio-response.ts';

/** Clio refuses versions that it does not know with 410; this one counts activities in seconds. */
const apiVersion = '4.0.13';
/** Clio's firewall answers 403 to an empty agent and to one that holds a URL. */
const userAgent = 'SmarterFirms/1.0';
/** Of the whole exchange. A page of 200 records takes Clio a second or two. */
const timeoutMs = 10_000;
/** Ten times the largest page that was seen. */
const bodyBytesMax = 32 * 1024 * 1024;

export interface ClioCall {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: URL;
  accessToken?: string | undefined;
  /** Sent as application/x-www-form-urlencoded. */
  form?: Record<string, string>;
  /** Sent as application/json. */
  json?: unknown;
  /** Further headers of this one call. */
  headers?: Record<string, string>;
  /** The answer is to be a redirect, which is not followed. */
  redirect?: boolean;
}

/** One call to Clio. Resolves with its JSON and its rate headers, throws a ClioError for everything else. */
export function callClio(call: ClioCall): Promise<ClioAnswer> {
  const { method, url } = call;
  // Which record it is, and what is asked of it, is nobody's business who reads traces.
  const template = url.pathname.replace(/\/\d+(?=[./]|$)/g, '/{id}');
  const attributes = {
    'http.request.method': method,
    'server.address': url.hostname,
    'server.port': Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    'url.template': template,
  };
  // No trace goes along: Clio is not ours.
  return inSpan(`${method} ${template}`, { kind: 'client', attributes }, (span) => send(call, span));
}

async function send(
  { method, url, accessToken, form, json, headers: own = {}, redirect = false }: ClioCall,
  span: OpenSpan | undefined,
): Promise<ClioAnswer> {
  let status: number;
  let headers: Record<string, string | string[] | undefined>;
  let text: string;
  try {
    const response = await request(url, {
      method,
      headers: {
        accept: 'application/json',
        'user-agent': userAgent,
        'x-api-version': apiVersion,
        ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...own,
      },
      body: form ? new URLSearchParams(form).toString() : json === undefined ? null : JSON.stringify(json),
      signal: AbortSignal.timeout(timeoutMs),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    status = response.statusCode;
    span?.set({ 'http.response.status_code': status });
    headers = response.headers;
    text = await readText(response.body);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ClioUnavailable(`No answer from ${url.host}: ${reason}`, { cause: error });
  }
  const header = (name: string) => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  return readClioResponse({ status, header, text, receivedAtMs: Date.now() }, { redirect });
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw new Error(`the answer is longer than ${bodyBytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
