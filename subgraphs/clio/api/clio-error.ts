import type { ClioRate } from './rate-headers.ts';

/**
 * What may be done about a failed call to Clio:
 * - `never`: the same call will fail the same way,
 * - `refresh`: get a new access token, then once more,
 * - `wait`: Clio asked to wait until a known moment,
 * - `backoff`: later, with growing distance: nothing is known about the cause.
 */
export type ClioRetry = 'never' | 'refresh' | 'wait' | 'backoff';

export interface ClioErrorDetails {
  status?: number | undefined;
  /** Clio's own name of the error, e.g. `InvalidFields`; undocumented for many, so decisions use the status. */
  type?: string | undefined;
  /** The field errors of a 422, as Clio sent them. */
  fields?: Record<string, unknown> | undefined;
  requestId?: string | undefined;
  cause?: unknown;
}

/** A call to Clio that did not give what was asked for. Every kind answers whether and how to retry. */
export abstract class ClioError extends Error {
  abstract readonly retry: ClioRetry;
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly fields: Record<string, unknown> | undefined;
  readonly requestId: string | undefined;

  constructor(message: string, { status, type, fields, requestId, cause }: ClioErrorDetails = {}) {
    super(message, { cause });
    this.name = new.target.name;
    this.status = status;
    this.type = type;
    this.fields = fields;
    this.requestId = requestId;
  }
}

/** 401: the access token is expired, revoked or of another region. */
export class ClioUnauthorized extends ClioError {
  readonly retry = 'refresh';
}

/** 400, 403, 404, 409, 410, 412, 422 with Clio's own error document: Clio understood and said no. */
export class ClioRefused extends ClioError {
  readonly retry = 'never';
}

/** 429. `waitMs` is measured on Clio's clock: from its Date header to the end of its window. */
export class ClioRateLimited extends ClioError {
  readonly retry = 'wait';
  readonly waitMs: number;
  /** Of which limit it speaks; undefined where it does not say. */
  readonly rate: ClioRate | undefined;

  constructor(
    message: string,
    { waitMs, rate }: { waitMs: number; rate: ClioRate | undefined },
    details: ClioErrorDetails,
  ) {
    super(message, details);
    this.waitMs = waitMs;
    this.rate = rate;
  }
}

/** No answer, a 5xx, HTML from the edge, an empty or a truncated body: says nothing about what was asked. */
export class ClioUnavailable extends ClioError {
  readonly retry = 'backoff';
}

/** `invalid_grant` from the token endpoint: the code or the refresh token is used up, revoked or never was. */
export class ClioGrantInvalid extends ClioError {
  readonly retry = 'never';
}
