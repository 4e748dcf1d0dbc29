import type { SyncJobId } from '@smarterfirms/platform/ids';
import type { Log } from '@smarterfirms/platform/log';
import { isOver, type SyncJobRecord } from './sync-job-record.ts';
import type { SyncJobRecords } from './sync-job-records.ts';

export const pollMs = 250;

export interface ProgressReader {
  /** The job as it is now. Whoever asks while a read of the same job waits to be sent shares that read. */
  find(jobId: SyncJobId): Promise<SyncJobRecord | undefined>;
  /** The states of a job from the given one on: each is newer than the one before, the last is the terminal one. */
  watch(job: SyncJobRecord): AsyncIterableIterator<SyncJobRecord>;
  stop(): void;
}

/** What one subscriber has not taken yet: only the newest state, so a slow one costs no memory and misses no end. */
interface Watcher {
  offer(job: SyncJobRecord): void;
  end(): void;
}

/**
 * Reads the watched jobs for all subscribers of this process: one BatchGetItem per hundred jobs, four times a second, and only
 * while somebody watches.
 */
export function createProgressReader({
  jobs,
  log,
}: {
  jobs: Pick<SyncJobRecords, 'find' | 'findMany'>;
  log: Log;
}): ProgressReader {
  const watchers = new Map<SyncJobId, Set<Watcher>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function poll(): Promise<void> {
    const startedAt = performance.now();
    try {
      const found = await jobs.findMany([...watchers.keys()]);
      for (const [jobId, job] of found) for (const watcher of watchers.get(jobId) ?? []) watcher.offer(job);
    } catch (error) {
      log.warn({ err: error }, 'sync progress could not be read; trying again');
    }
    timer = undefined;
    schedule(pollMs - (performance.now() - startedAt));
  }

  function schedule(waitMs: number): void {
    if (timer || stopped || watchers.size === 0) return;
    timer = setTimeout(() => void poll(), Math.max(0, waitMs));
  }

  return {
    find: joinReads((jobId) => jobs.find(jobId)),
    watch(job) {
      const { states, watcher } = latestStates(() => {
        const others = watchers.get(job.jobId);
        others?.delete(watcher);
        if (others?.size === 0) watchers.delete(job.jobId);
      });
      const others = watchers.get(job.jobId) ?? new Set();
      watchers.set(job.jobId, others.add(watcher));
      watcher.offer(job);
      schedule(pollMs);
      return states;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      for (const others of [...watchers.values()]) for (const watcher of [...others]) watcher.end();
    },
  };
}

/**
 * One read of a job at a time: a thousand who ask at once cost two. A read that has begun is joined by nobody, so each gets a
 * state that is no older than its question.
 */
function joinReads<Found>(read: (jobId: SyncJobId) => Promise<Found>): (jobId: SyncJobId) => Promise<Found> {
  const running = new Map<SyncJobId, Promise<unknown>>();
  const waiting = new Map<SyncJobId, Promise<Found>>();
  return (jobId) => {
    const joined = waiting.get(jobId);
    if (joined) return joined;
    const next = Promise.resolve(running.get(jobId)).then(() => {
      waiting.delete(jobId);
      const begun = read(jobId);
      const settled: Promise<unknown> = Promise.allSettled([begun]).then(() => {
        if (running.get(jobId) === settled) running.delete(jobId);
      });
      running.set(jobId, settled);
      return begun;
    });
    waiting.set(jobId, next);
    return next;
  };
}

/** An iterator over the newest state offered, in order of version; it ends after a terminal one or when left. */
function latestStates(onEnd: () => void): { states: AsyncIterableIterator<SyncJobRecord>; watcher: Watcher } {
  let newest: SyncJobRecord | undefined;
  let seenVersion = -1;
  let ended = false;
  let wake: (() => void) | undefined;

  const end = () => {
    if (ended) return;
    ended = true;
    onEnd();
    wake?.();
  };
  const done = { value: undefined, done: true } as const;

  const states: AsyncIterableIterator<SyncJobRecord> = {
    async next() {
      while (!newest && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (!newest) return done;
      const value = newest;
      newest = undefined;
      return { value, done: false };
    },
    async return() {
      newest = undefined;
      end();
      return done;
    },
    async throw(error) {
      newest = undefined;
      end();
      throw error;
    },
    [Symbol.asyncIterator]: () => states,
  };
  const watcher: Watcher = {
    offer(job) {
      if (ended || job.version <= seenVersion) return;
      seenVersion = job.version;
      newest = job;
      // The terminal state stays to be taken; nothing newer can come.
      if (isOver(job)) end();
      else wake?.();
    },
    end,
  };
  return { states, watcher };
}
