import type { SyncJobRecord } from './sync-job-record.ts';

/**
 * As many messages of a job as the sync function's event source hands out at a time (`workers/stack/resources.json`); a type
 * has one.
 */
export const chainsMax = 3;

/**
 * A mark is due after so much work of chains, or so many requests; five are kept. Between the oldest and now lie about fifty
 * pages, or half a minute of three chains: what a page took before says little about now.
 */
const markEveryMs = 20_000;
/** As many from each chain: their pages may come together, and the first of them then has all the time that they took. */
const markEveryRequests = 4 * chainsMax;
const marksMax = 5;
/** Clio's headers are cut to the second: two ends of a window that differ by no more are of the same one. */
const sameWindowMs = 2_000;
/** Nobody was at work in what passes beyond this without a word: no page takes so long. */
const silentMs = 60_000;
/** A wait that ends so near to the window's end is a wait for it, or for the reserve that is lent out before. */
const nearEndMs = 4_000;

type Timing = NonNullable<SyncJobRecord['timing']>;
type Timed = Pick<
  SyncJobRecord,
  'entities' | 'requestsUsed' | 'updatedAt' | 'pausedUntil' | 'waitsFor' | 'deadLettered' | 'timing'
>;

/** What an answer of Clio said of its limit. */
export interface SeenWindow {
  /** Requests of a window. */
  limit: number;
  /** What is left of them for everybody who uses the token. */
  remaining: number;
  /** By our clock. */
  endsAt: Date;
}

const untimed: Timing = { chainMs: 0, marks: [], othersTake: 0 };

/**
 * The timing of a job once a page has told of Clio's window. The first page of a window closes the one before: what was not
 * to be had of it, though the job waited for more, others take, and will of the next ones.
 *
 * @param requestsUsed by the job, with that page.
 */
export function seeWindow(job: Pick<Timed, 'requestsUsed' | 'timing'>, requestsUsed: number, seen: SeenWindow): Timing {
  const { waitsUntil: _waitsUntil, ...timing } = job.timing ?? untimed;
  const { window } = timing;
  const { limit, remaining } = seen;
  const endsAt = seen.endsAt.toISOString();
  if (!window) {
    // What was spent before the job's first page it would have had else: it counts as its own.
    const before = Math.max(0, limit - remaining - requestsUsed);
    return { ...timing, window: { endsAt, limit, remaining, begunWith: -before, waited: false } };
  }
  const laterMs = seen.endsAt.getTime() - Date.parse(window.endsAt);
  // Answers come in any order: the one that names least was the last to be counted.
  const left = limit === window.limit ? Math.min(remaining, window.remaining) : remaining;
  if (Math.abs(laterMs) <= sameWindowMs) {
    return { ...(job.timing ?? untimed), window: { ...window, limit, remaining: left } };
  }
  if (laterMs < 0) return job.timing ?? untimed;
  const missed = Math.max(0, window.limit - (job.requestsUsed - window.begunWith));
  return {
    ...timing,
    othersTake: window.waited ? missed : Math.min(missed, timing.othersTake),
    window: { endsAt, limit, remaining, begunWith: job.requestsUsed, waited: false },
  };
}

/** The timing of a job that is written anew: how long its chains have been at work since it was written before. */
export function nextTiming(before: Timed, next: Omit<Timed, 'updatedAt'>, now: Date): Timing {
  const timing = next.timing ?? untimed;
  const chainMs = timing.chainMs + workedMs(before, now);
  const { requestsUsed, pausedUntil } = next;
  const {
    marks: [first = { requests: before.requestsUsed, chainMs: timing.chainMs }, ...others],
  } = timing;
  const marks = [first, ...others];
  const last = marks.at(-1) ?? first;
  const isDue = chainMs - last.chainMs >= markEveryMs || requestsUsed - last.requests >= markEveryRequests;
  const window = timing.window && {
    ...timing.window,
    waited: timing.window.waited || (pausedUntil !== undefined && isNear(pausedUntil, timing.window.endsAt)),
  };
  return {
    ...timing,
    chainMs,
    marks: isDue ? [...marks, { requests: requestsUsed, chainMs }].slice(-marksMax) : marks,
    ...(window ? { window } : {}),
    ...(requestsUsed > before.requestsUsed ? { requestedAt: now.toISOString() } : {}),
    ...(pausedUntil === undefined ? {} : { waitsUntil: pausedUntil }),
  };
}

/** Until when nothing of a job goes out. Who was asking when the others began to wait writes its page after they said so. */
export function waitsUntilMs({
  updatedAt,
  pausedUntil,
  timing,
}: Pick<Timed, 'updatedAt' | 'pausedUntil' | 'timing'>): number {
  return Math.max(...[updatedAt, pausedUntil, timing?.waitsUntil].map((at) => (at ? Date.parse(at) : 0)));
}

/** How long a page keeps a chain, of late, in milliseconds. */
export interface PageMs {
  usual: number;
  /**
   * Where no other chain is at work: as in the fastest stretch between two marks. What keeps chains from each other, a busy
   * database or machine, is less then.
   */
  alone: number;
}

/** Undefined before the first page, and where none has come for long. */
export function msPerPage({
  requestsUsed,
  timing = untimed,
}: Pick<Timed, 'requestsUsed' | 'timing'>): PageMs | undefined {
  const { marks, chainMs } = timing;
  const [oldest] = marks;
  if (!oldest || requestsUsed <= oldest.requests) return undefined;
  const usual = (chainMs - oldest.chainMs) / (requestsUsed - oldest.requests);
  const stretches = marks.slice(1).flatMap((mark, index) => {
    const before = marks[index];
    return before && mark.requests > before.requests
      ? [(mark.chainMs - before.chainMs) / (mark.requests - before.requests)]
      : [];
  });
  return { usual, alone: Math.min(usual, ...stretches) };
}

function workedMs(before: Timed, now: Date): number {
  if (before.waitsFor) return 0;
  const open = before.entities.filter(
    ({ type, status }) => (status === 'QUEUED' || status === 'RUNNING') && !before.deadLettered?.includes(type),
  );
  const passedMs = Math.max(0, now.getTime() - waitsUntilMs(before));
  return Math.round(Math.min(passedMs, silentMs) * Math.min(open.length, chainsMax));
}

function isNear(pausedUntil: string, endsAt: string): boolean {
  return Math.abs(Date.parse(pausedUntil) - Date.parse(endsAt)) <= nearEndMs;
}
