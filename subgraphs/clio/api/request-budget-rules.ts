import type { ClioRate } from './rate-headers.ts';

/** The request budget of one Clio token, shared by every worker. Moments are on Clio's clock, in milliseconds since 1970. */
export interface RequestBudget {
  /** Grows with every change; a write is conditional on the version that was read. */
  version: number;
  /** Requests per window; unknown until Clio's first answer. */
  limit: number | null;
  remaining: number;
  resetAtMs: number;
  /** The window's end is ours, not Clio's: nobody has seen an answer of this window yet. */
  guessed: boolean;
  /** Clio's clock minus ours. */
  skewMs: number;
}

export const windowMs = 60_000;
/** How long a probe keeps the others waiting when its answer never comes. */
const probeMs = 10_000;
const recheckMs = 1_000;

export type Take = { granted: true; next: RequestBudget } | { granted: false; waitMs: number };

/**
 * Asks for one request.
 *
 * Before the first answer only one request, the probe, goes out: it teaches the limit. A new window is opened with the
 * last known limit and a guessed end, which its first answer corrects.
 *
 * @param reserve requests that are left in each window for interactive calls
 * @param ourNowMs our clock
 */
export function takeRequest(budget: RequestBudget | undefined, reserve: number, ourNowMs: number): Take {
  if (!budget) {
    const next = { version: 1, limit: null, remaining: 0, resetAtMs: ourNowMs + probeMs, guessed: true, skewMs: 0 };
    return { granted: true, next };
  }
  const now = ourNowMs + budget.skewMs;
  const version = budget.version + 1;
  if (now >= budget.resetAtMs) {
    const next =
      budget.limit === null
        ? { ...budget, version, remaining: 0, resetAtMs: now + probeMs, guessed: true }
        : { ...budget, version, remaining: budget.limit - 1, resetAtMs: now + windowMs, guessed: true };
    return { granted: true, next };
  }
  if (budget.remaining > reserve) {
    return { granted: true, next: { ...budget, version, remaining: budget.remaining - 1 } };
  }
  const untilReset = budget.resetAtMs - now;
  return { granted: false, waitMs: budget.guessed ? Math.min(untilReset, recheckMs) : untilReset };
}

/** What an answer of Clio teaches. Undefined when it is nothing new (an answer of a window that is over). */
export function learn(budget: RequestBudget | undefined, rate: ClioRate, ourNowMs: number): RequestBudget | undefined {
  // The Date header is cut to the second, so it is up to one second early: the largest difference seen is the nearest.
  const seenSkew = rate.dateMs - ourNowMs;
  const skewMs = budget && Math.abs(seenSkew - budget.skewMs) <= 1_500 ? Math.max(seenSkew, budget.skewMs) : seenSkew;
  const known = { limit: rate.limit, resetAtMs: rate.resetAtMs, guessed: false, skewMs };
  if (!budget) return { ...known, version: 1, remaining: rate.remaining };
  const version = budget.version + 1;
  if (budget.guessed) {
    // Requests of this window that are still under way are counted here and not yet by Clio.
    const remaining = budget.limit === null ? rate.remaining : Math.min(rate.remaining, budget.remaining);
    return { ...known, version, remaining };
  }
  if (rate.resetAtMs > budget.resetAtMs) return { ...known, version, remaining: rate.remaining };
  if (rate.resetAtMs < budget.resetAtMs) return undefined;
  return { ...known, version, remaining: Math.min(rate.remaining, budget.remaining) };
}

/** An answer came without headers: the probe is over and the next one may go out. Undefined when nobody waits for it. */
export function learnNothing(budget: RequestBudget | undefined, ourNowMs: number): RequestBudget | undefined {
  if (!budget?.guessed || budget.limit !== null) return undefined;
  return { ...budget, version: budget.version + 1, resetAtMs: ourNowMs + budget.skewMs };
}

/** Clio said 429: nothing is left until the wait is over. */
export function exhausted(budget: RequestBudget | undefined, waitMs: number, ourNowMs: number): RequestBudget {
  const skewMs = budget?.skewMs ?? 0;
  const resetAtMs = Math.max(ourNowMs + skewMs + waitMs, budget && !budget.guessed ? budget.resetAtMs : 0);
  return {
    version: (budget?.version ?? 0) + 1,
    limit: budget?.limit ?? null,
    remaining: 0,
    resetAtMs,
    guessed: false,
    skewMs,
  };
}
