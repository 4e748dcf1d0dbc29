import { lendMs, reserveAgainst, windowMs } from '../api/request-budget-rules.ts';
import { chainsMax, type PageMs } from './sync-timing.ts';

export interface Course {
  /** Pages that are missing, of each type that goes on. */
  pages: readonly number[];
  pageMs: PageMs;
  /** Nothing goes out before. */
  waitMs: number;
  /** Undefined where Clio names no limit. */
  limit?: ClioLimit | undefined;
}

export interface ClioLimit {
  /** Requests of a window. */
  requests: number;
  /** What others take of each window. */
  othersTake: number;
  /** What the job may still get of the window that runs, and how long that lasts; undefined where none is known. */
  window: { left: number; endsInMs: number } | undefined;
}

/** Milliseconds from now until the first page of what is left goes out, and until the last one is stored. */
export interface Forecast {
  startsInMs: number;
  endsInMs: number;
}

/**
 * Walks through what is left of a job as its workers will.
 *
 * A type's pages come one after the other, those of up to three types at a time, and types take turns: so the smaller ones end
 * first, and then fewer chains go on. Under a limit each window is used up as fast as that goes, but for the reserve, which the
 * backfill gets in the window's last seconds; then the next window is waited for.
 */
export function forecast({ pages, pageMs, waitMs, limit }: Course): Forecast {
  const stretches = stretchesOf(pages, pageMs);
  let nowMs = waitMs;
  if (!limit) {
    const takesMs = stretches.reduce((sum, { pages: count, msEach }) => sum + count * msEach, 0);
    return { startsInMs: nowMs, endsInMs: nowMs + takesMs };
  }
  const perWindow = Math.max(1, limit.requests - limit.othersTake);
  const reserve = reserveAgainst('backfill', limit.requests);
  const known = limit.window && limit.window.endsInMs > nowMs ? limit.window : undefined;
  let left = known?.left ?? perWindow;
  let endsMs = known?.endsInMs ?? nowMs + windowMs;
  let startsInMs: number | undefined;
  while (stretches.length > 0) {
    const lentMs = endsMs - lendMs;
    const isLent = nowMs >= lentMs;
    const free = isLent ? left : left - reserve;
    if (free >= 1) {
      startsInMs ??= nowMs;
      const made = advance(stretches, free, (isLent ? endsMs : lentMs) - nowMs);
      left -= made.pages;
      nowMs += made.ms;
    } else nowMs = isLent || left < 1 ? endsMs : lentMs;
    if (nowMs >= endsMs) {
      endsMs += windowMs;
      left = perWindow;
    }
  }
  return { startsInMs: startsInMs ?? nowMs, endsInMs: nowMs };
}

/** So many pages in a row that come at one pace. */
interface Stretch {
  pages: number;
  msEach: number;
}

/** From the end of one type to that of the next larger one, all that are left go on alike. */
function stretchesOf(pages: readonly number[], { usual, alone }: PageMs): Stretch[] {
  const stretches: Stretch[] = [];
  let done = 0;
  const rising = pages.filter((count) => count > 0).sort((a, b) => a - b);
  for (const [index, count] of rising.entries()) {
    const types = rising.length - index;
    const msEach = types === 1 ? alone : usual / Math.min(types, chainsMax);
    if (count > done) stretches.push({ pages: (count - done) * types, msEach });
    done = count;
  }
  return stretches;
}

/** Takes from the front what is made of it in that time, and no more than so many pages. Stretches that are done are gone. */
function advance(stretches: Stretch[], pagesMax: number, msMax: number): { pages: number; ms: number } {
  let pages = 0;
  let ms = 0;
  for (let next = stretches[0]; next && pages < pagesMax; next = stretches[0]) {
    const inTime = next.msEach > 0 ? (msMax - ms) / next.msEach : next.pages;
    const made = Math.min(next.pages, pagesMax - pages, inTime);
    pages += made;
    ms += made * next.msEach;
    if (made === next.pages) stretches.shift();
    else next.pages -= made;
    if (made === inTime && next.msEach > 0) return { pages, ms: msMax };
  }
  return { pages, ms };
}
