import type { ClioRate } from './rate-headers.ts';

/** The request budget of one Clio token, shared by every worker. Moments are on Clio's clock, in milliseconds since 1970. */
export interface RequestBudget {
  /** Requests per window; null until Clio's first answer. */
  limit: number | null;
  /** Not taken yet; below zero where Clio has lowered its limit in the middle of a window. */
  remaining: number;
  /** The window's end. Also its name: every change is conditional on it. */
  resetAtMs: number;
  /** The window's end is ours, not Clio's: nobody has seen an answer of this window yet. */
  guessed: boolean;
  /** Clio's clock minus that of whoever learned last: where a process begins that has seen no answer itself. */
  skewMs: number;
}

/** Who waits for the answer: a person, a change that Clio has announced, or nobody. */
export type RequestPriority = 'interactive' | 'webhook' | 'backfill';

/** The length of a window, which Clio documents. */
export const windowMs = 60_000;
/** How long a probe keeps the others waiting when its answer never comes. */
const probeMs = 10_000;
const recheckMs = 250;
/** The reserve is lent to the backfill so shortly before the window's end: a person would wait no longer than this. */
export const lendMs = 2_000;
/** Of a window's requests; no less than one, where the limit is more than a handful. */
const reservedShare = 0.1;
/** Of the reserve, what is kept from announced changes too. */
const interactiveShare = 0.4;
/** A backfill takes several at once where there is plenty, so that not every request is a write. */
const leaseMax = 10;
const plenty = 50;

export type Decision =
  /** A window is over, or none was begun: it is replaced by this one, of which `granted` are taken. */
  | { kind: 'open'; next: RequestBudget; granted: number }
  /** Takes `granted` if more than `floor` are then left, or just as many. */
  | { kind: 'take'; granted: number; floor: number }
  | { kind: 'wait'; waitMs: number };

/**
 * Asks for requests.
 *
 * Before the first answer only one, the probe, goes out: it teaches the limit. A new window is opened with the last known
 * limit and a guessed end, which its first answer corrects. Early in a window a share is kept for people and for announced
 * changes; in the last two seconds the backfill gets what they have left.
 *
 * @param nowMs Clio's clock
 */
export function decide(budget: RequestBudget | undefined, priority: RequestPriority, nowMs: number): Decision {
  if (!budget || (budget.limit === null && nowMs >= budget.resetAtMs)) {
    const skewMs = budget?.skewMs ?? 0;
    const next = { limit: null, remaining: 0, resetAtMs: nowMs + probeMs, guessed: true, skewMs };
    return { kind: 'open', next, granted: 1 };
  }
  if (budget.limit !== null && nowMs >= budget.resetAtMs) {
    const next = { ...budget, remaining: budget.limit - 1, resetAtMs: nowMs + windowMs, guessed: true };
    return { kind: 'open', next, granted: 1 };
  }
  const untilReset = budget.resetAtMs - nowMs;
  const isLent = !budget.guessed && untilReset <= lendMs;
  const floor = isLent ? 0 : reserveAgainst(priority, budget.limit ?? 0);
  const spare = budget.remaining - floor;
  if (spare >= 1) {
    const several = priority === 'backfill' && !budget.guessed ? Math.floor(spare / plenty) : 1;
    return { kind: 'take', granted: Math.min(Math.max(several, 1), leaseMax), floor };
  }
  if (budget.guessed) return { kind: 'wait', waitMs: Math.min(untilReset, recheckMs) };
  return { kind: 'wait', waitMs: budget.remaining > 0 && !isLent ? untilReset - lendMs : untilReset };
}

/** How many requests of a window are kept from somebody for those who come first. */
export function reserveAgainst(priority: RequestPriority, limit: number): number {
  const reserve = limit < 5 ? 0 : Math.max(1, Math.round(limit * reservedShare));
  if (priority === 'interactive') return 0;
  return priority === 'webhook' ? Math.floor(reserve * interactiveShare) : reserve;
}

/** What an answer of Clio teaches about the budget that is known. */
export type Lesson =
  | 'NOTHING'
  /** Another window, or the first one: it replaces what is known. */
  | { kind: 'replace'; next: RequestBudget }
  /** The window's true end and limit; what was taken from it stays taken. */
  | { kind: 'correct'; limit: number; resetAtMs: number; limitDelta: number }
  /** Somebody beside us spends from this token: no more than this is left. */
  | { kind: 'lower'; remaining: number };

/**
 * Differences up to this come from requests that are under way: they are taken here and not counted by Clio, or the reverse.
 */
const underWay = 2;

/** Of two windows that follow each other the ends are no further apart than this. */
const clockPutBackMs = 3 * windowMs;
/** Ends of two windows that are further apart than this are of different windows: the header is cut to the second. */
const sameWindowMs = 1_000;

/** What earlier answers of a list have shown. */
export interface SeenOfList {
  /** End of the last window in which it was counted with the token. */
  countedInMs?: number | undefined;
  /** The limit that it had for itself. */
  ownLimit?: number | undefined;
}

/**
 * Whether an answer speaks of a limit that its list has for itself: Clio says that some have one, and not which. The token's
 * window has a known end, so what names another end before that one has come is another window; of two the narrower is the
 * list's. But a list that was counted in the token's window has no limit for itself: then it is the token that has another
 * window now, with a lower limit.
 */
export function isOfItsList(budget: RequestBudget | undefined, rate: ClioRate, seen: SeenOfList = {}): boolean {
  if (!budget || rate.limit >= (budget.limit ?? 0)) return false;
  // In a window whose end nobody knows yet, only what was seen before tells the list's limit from the token's.
  if (budget.guessed) return seen.ownLimit === rate.limit;
  return isOtherWindow(budget, rate) && !isSameWindow(seen.countedInMs, budget.resetAtMs);
}

/** Whether an answer speaks of the very window that is known as the token's: so its list is counted with the token. */
export function isOfTheToken(budget: RequestBudget | undefined, { limit, resetAtMs }: ClioRate): boolean {
  return budget !== undefined && !budget.guessed && limit === budget.limit && isSameWindow(resetAtMs, budget.resetAtMs);
}

function isOtherWindow(budget: RequestBudget, { resetAtMs, dateMs }: ClioRate): boolean {
  return dateMs < budget.resetAtMs && !isSameWindow(resetAtMs, budget.resetAtMs);
}

function isSameWindow(endMs: number | undefined, otherEndMs: number): boolean {
  return endMs !== undefined && Math.abs(endMs - otherEndMs) <= sameWindowMs;
}

/**
 * @param rate of the token's limit: what `isOfItsList` is left out before.
 * @param skewMs Clio's clock minus ours, as `rate` has it.
 * @param nowMs Clio's clock
 */
export function learn(budget: RequestBudget | undefined, rate: ClioRate, skewMs: number, nowMs: number): Lesson {
  const known = { limit: rate.limit, remaining: rate.remaining, resetAtMs: rate.resetAtMs, guessed: false, skewMs };
  if (!budget || budget.limit === null) return { kind: 'replace', next: known };
  // An answer may come after the end of its window: it says nothing about the one that runs.
  if (rate.resetAtMs <= nowMs) return 'NOTHING';
  if (budget.guessed) {
    const { limit, resetAtMs } = rate;
    return { kind: 'correct', limit, resetAtMs, limitDelta: limit - budget.limit };
  }
  // What was known was of a list that has a narrower limit for itself.
  if (isOtherWindow(budget, rate) && rate.limit > budget.limit) return { kind: 'replace', next: known };
  if (rate.resetAtMs > budget.resetAtMs) return { kind: 'replace', next: known };
  // An answer of a window that Clio has given up since may come late. One that is further behind says that Clio's clock was put
  // back.
  if (budget.resetAtMs - rate.resetAtMs > clockPutBackMs) return { kind: 'replace', next: known };
  if (rate.resetAtMs < budget.resetAtMs) return 'NOTHING';
  if (rate.limit !== budget.limit) {
    return { kind: 'correct', limit: rate.limit, resetAtMs: rate.resetAtMs, limitDelta: rate.limit - budget.limit };
  }
  return rate.remaining < budget.remaining - underWay ? { kind: 'lower', remaining: rate.remaining } : 'NOTHING';
}

/**
 * Clio said 429: nothing is left until the wait is over that it asked for. What we knew was wrong then, so one probe goes out
 * first, as before the first answer.
 */
export function exhausted(waitMs: number, nowMs: number, skewMs: number): RequestBudget {
  return { limit: null, remaining: 0, resetAtMs: nowMs + waitMs, guessed: false, skewMs };
}

/**
 * Clio's clock minus ours. The Date header is cut to the second, so it is up to one second early: the largest difference
 * that was seen is the nearest, and the one that never makes us ask too early.
 */
export function nearerSkew(before: number | undefined, { dateMs }: Pick<ClioRate, 'dateMs'>, ourNowMs: number): number {
  const seen = dateMs - ourNowMs;
  return before !== undefined && Math.abs(seen - before) <= 1_500 ? Math.max(seen, before) : seen;
}
