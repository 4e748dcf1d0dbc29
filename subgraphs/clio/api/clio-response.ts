import {
  type ClioError,
  ClioGrantInvalid,
  ClioRateLimited,
  ClioRefused,
  ClioUnauthorized,
  ClioUnavailable,
} from './clio-error.ts';
import { type ClioRate, type HeaderReader, readDate, readRate, readWaitMs } from './rate-headers.ts';

export interface ClioAnswer {
  body: unknown;
  rate: ClioRate | undefined;
  /** Clio's own time when it answered, cut to the second; undefined where it did not say. */
  dateMs: number | undefined;
  /** Where Clio redirects to, for a call that asks for that. */
  location?: string;
}

export interface RawResponse {
  status: number;
  header: HeaderReader;
  text: string;
  receivedAtMs: number;
}

/**
 * Reads what Clio answered. Throws a ClioError for everything that is not a 2xx with JSON.
 *
 * Clio's errors come as `{error: {type, message}}`, as `{error: "invalid_token", error_description}`, as HTML from its edge
 * and as nothing at all. Only a document of Clio's own counts as its decision: a 400 or 403 without one may come from
 * anything on the way and is worth another try.
 *
 * @param redirect only a 303 counts as the answer.
 */
export function readClioResponse(response: RawResponse, { redirect = false } = {}): ClioAnswer {
  const { status, header, text, receivedAtMs } = response;
  const rate = readRate(header, receivedAtMs);
  const location = header('location');
  if (redirect && status === 303 && location) return { body: undefined, rate, dateMs: readDate(header), location };
  if (status >= 200 && status < 300 && !redirect) {
    const body = parseJson(text);
    if (body === undefined && text.trim() !== '') {
      throw new ClioUnavailable(`Clio answered ${status} with a body that is not JSON (${text.length} characters)`, {
        status,
      });
    }
    return { body, rate, dateMs: readDate(header) };
  }
  throw errorOf(response, rate);
}

function errorOf({ status, header, text }: RawResponse, rate: ClioRate | undefined): ClioError {
  const document = errorDocument(parseJson(text));
  const details = {
    status,
    type: document?.type,
    fields: document?.fields,
    requestId: header('x-request-id'),
  };
  const said = `Clio answered ${status}${document ? `: ${document.type}, ${document.message}` : ' without an error document'}`;
  if (status === 401 && document?.type !== 'invalid_client') return new ClioUnauthorized(said, details);
  if (status === 429) return new ClioRateLimited(said, { waitMs: readWaitMs(header, rate), rate }, details);
  if (document?.type === 'invalid_grant') return new ClioGrantInvalid(said, details);
  if (status >= 400 && status < 500 && document) return new ClioRefused(said, details);
  return new ClioUnavailable(said, details);
}

interface ErrorDocument {
  type: string;
  message: string;
  fields: Record<string, unknown> | undefined;
}

function errorDocument(body: unknown): ErrorDocument | undefined {
  if (!isRecord(body)) return undefined;
  const { error, error_description: description } = body;
  if (typeof error === 'string') return { type: error, message: short(description), fields: undefined };
  if (!isRecord(error)) return undefined;
  const { type, message, errors } = error;
  return { type: short(type), message: short(message), fields: isRecord(errors) ? errors : undefined };
}

function short(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 300) : 'no message';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
