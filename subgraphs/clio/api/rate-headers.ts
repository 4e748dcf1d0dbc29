/** What Clio says about the request budget of a token, on every authenticated response. */
export interface ClioRate {
  /** Requests per window of 60 seconds. */
  limit: number;
  remaining: number;
  /** End of the window on Clio's clock, in milliseconds since 1970. */
  resetAtMs: number;
  /** Clio's own time when it answered, cut to the second; never compare `resetAtMs` with another clock. */
  dateMs: number;
}

export type HeaderReader = (name: string) => string | undefined;

/** The rate headers of a response, or undefined where they are missing (an unauthenticated or a gateway's answer). */
export function readRate(header: HeaderReader, receivedAtMs: number): ClioRate | undefined {
  const limit = wholeNumber(header('x-ratelimit-limit'));
  const remaining = wholeNumber(header('x-ratelimit-remaining'));
  const reset = wholeNumber(header('x-ratelimit-reset'));
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  return { limit, remaining, resetAtMs: reset * 1000, dateMs: readDate(header) ?? receivedAtMs };
}

/** How long a 429 asks to wait: the longer of `Retry-After` and the end of the window, at least one second. */
export function readWaitMs(header: HeaderReader, rate: ClioRate | undefined): number {
  const retryAfter = (wholeNumber(header('retry-after')) ?? 0) * 1000;
  const untilReset = rate ? rate.resetAtMs - rate.dateMs : 0;
  return Math.max(retryAfter, untilReset, 1_000);
}

/** The Date header in milliseconds since 1970. */
export function readDate(header: HeaderReader): number | undefined {
  const date = Date.parse(header('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}
