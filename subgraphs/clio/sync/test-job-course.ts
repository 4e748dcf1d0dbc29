import { newId } from '@smarterfirms/platform/ids';
import { lendMs, reserveAgainst, windowMs } from '../api/request-budget-rules.ts';
import { newSyncJob, type SyncEntityRecord, type SyncJobRecord } from './sync-job-record.ts';
import { chainsMax, nextTiming, seeWindow } from './sync-timing.ts';

const pageSize = 200;
const startMs = Date.parse('2026-03-02T17:00:17.300Z');

export interface Course {
  /** Records of each type. */
  records: readonly number[];
  /** Of them, those that a pass over recent ones reads ahead of the walk. */
  recent?: readonly number[];
  /** How long one page keeps a chain. */
  msPerPage: number;
  /** Requests of a window; undefined where Clio names no limit. */
  limit?: number;
  /** The limit from the third window on, where Clio changes it. */
  limitLater?: number;
  /** Requests of each window that others take, spread over it. */
  others?: number;
  /** Requests of the first window that were spent before the job began. */
  spent?: number;
  /** What the copy held of each type before, where Clio does not say how many records there are. */
  before?: readonly number[];
  /** Whether Clio says how many records there are; it does unless told otherwise. */
  totals?: boolean;
}

export interface Seen {
  atMs: number;
  job: SyncJobRecord;
}

interface Walked {
  index: number;
  fetched: number;
  recentFetched: number;
  /** When its message may be received. */
  dueMs: number;
}

/**
 * Every state of a simulated job, as three chains of its workers would write them against Clio's windows and the request
 * budget.
 */
export function courseOf(course: Course): Seen[] {
  const { records, recent = [], msPerPage, others = 0, totals = true, before } = course;
  const types = ['MATTERS', 'ACTIVITIES', 'BILLS', 'TASKS', 'CONTACTS'] as const;
  const order = { jobId: newId('syncJob'), firmId: newId('firm'), requestedByUserId: undefined };
  const fresh = newSyncJob({ ...order, entities: types.slice(0, records.length) });
  let job: SyncJobRecord = { ...fresh, updatedAt: new Date(startMs).toISOString() };
  const seen: Seen[] = [];
  const write = (atMs: number, part: Partial<SyncJobRecord>) => {
    const { pausedUntil: _until, ...rest } = job;
    const next: SyncJobRecord = { ...rest, status: 'RUNNING', ...part };
    const now = new Date(atMs);
    job = { ...next, timing: nextTiming(job, next, now), updatedAt: now.toISOString() };
    seen.push({ atMs, job });
  };
  const window = startedWindow(course);
  const waiting: Walked[] = records.map((_count, index) => ({ index, fetched: 0, recentFetched: 0, dueMs: startMs }));
  const chainsFreeMs = Array.from({ length: chainsMax }, () => startMs);
  /** Pages under way, in the order in which they end. */
  const underWay: { walked: Walked; endsMs: number }[] = [];
  const finish = ({ walked, endsMs }: (typeof underWay)[number]) => {
    const { index } = walked;
    const [all = 0, ahead = 0] = [records[index], recent[index]];
    const isRecent = walked.fetched > 0 && walked.recentFetched < ahead;
    if (isRecent) walked.recentFetched = Math.min(walked.recentFetched + pageSize, ahead);
    else walked.fetched = Math.min(walked.fetched + pageSize, all);
    const isDone = walked.fetched === all && walked.recentFetched === ahead;
    const guess = before?.[index];
    const entities = job.entities.map(
      (entity, place): SyncEntityRecord =>
        place !== index
          ? entity
          : {
              ...entity,
              status: isDone ? 'COMPLETED' : 'RUNNING',
              pass: walked.recentFetched < ahead ? 'RECENT' : 'WALK',
              fetched: walked.fetched,
              recent: { fetched: walked.recentFetched, total: ahead },
              ...(totals ? { total: all } : {}),
              ...(guess === undefined ? {} : { expected: guess }),
            },
    );
    const requestsUsed = job.requestsUsed + 1;
    const answer = window.answer(endsMs);
    const timing = answer && seeWindow(job, requestsUsed, answer);
    write(endsMs, {
      entities,
      requestsUsed,
      ...(answer && timing ? { requestsPerMinute: answer.limit, timing } : {}),
    });
    if (!isDone) waiting.push({ ...walked, dueMs: endsMs });
  };
  while (waiting.length > 0 || underWay.length > 0) {
    const chain = chainsFreeMs.indexOf(Math.min(...chainsFreeMs));
    waiting.sort((a, b) => a.dueMs - b.dueMs);
    const [next] = waiting;
    const atMs = Math.max(chainsFreeMs[chain] ?? 0, next?.dueMs ?? Number.POSITIVE_INFINITY);
    const [first] = underWay;
    if (first && first.endsMs <= atMs) {
      underWay.shift();
      finish(first);
      continue;
    }
    if (!next) throw new Error('the simulated job has nothing to do');
    waiting.shift();
    chainsFreeMs[chain] = atMs;
    const waitUntilMs = window.take(atMs, others);
    if (waitUntilMs === undefined) {
      const endsMs = atMs + msPerPage;
      chainsFreeMs[chain] = endsMs;
      underWay.push({ walked: next, endsMs });
    } else {
      write(atMs, { pausedUntil: new Date(waitUntilMs).toISOString() });
      waiting.push({ ...next, dueMs: waitUntilMs });
    }
  }
  return seen;
}

/** Clio's windows one after the other, and the budget that a backfill may take of them. */
function startedWindow({ limit = Number.POSITIVE_INFINITY, limitLater, spent = 0 }: Course) {
  let number = 0;
  let endsMs = startMs + windowMs;
  let taken = spent;
  const limitNow = () => (number >= 2 && limitLater !== undefined ? limitLater : limit);
  const byOthers = (atMs: number, others: number) => Math.floor((others * (atMs - (endsMs - windowMs))) / windowMs);
  return {
    /** @returns undefined where a request may go out, else when to ask again. */
    take(atMs: number, others: number): number | undefined {
      while (atMs >= endsMs) {
        endsMs += windowMs;
        number++;
        taken = 0;
      }
      const left = limitNow() - taken - byOthers(atMs, others);
      const isLent = atMs >= endsMs - lendMs;
      const floor = isLent || limitNow() === Number.POSITIVE_INFINITY ? 0 : reserveAgainst('backfill', limitNow());
      if (left - floor >= 1) {
        taken++;
        return undefined;
      }
      return isLent || left < 1 ? endsMs : endsMs - lendMs;
    },
    /** What the headers say of it, cut to the second as they are. */
    answer(atMs: number) {
      const now = limitNow();
      if (now === Number.POSITIVE_INFINITY) return undefined;
      const endsAt = new Date(atMs + Math.ceil(endsMs / 1_000) * 1_000 - Math.floor(atMs / 1_000) * 1_000);
      return { limit: now, remaining: Math.max(0, now - taken), endsAt };
    },
  };
}
