import { setTimeout as wait } from 'node:timers/promises';

export interface RetryOptions {
  /** How often the work is tried in all. */
  attempts: number;
  /** The first pause is between none and this long; each further one up to twice as long as the one before. */
  firstPauseMs: number;
  /** Whether trying again can help. */
  shouldRetry: (error: unknown) => boolean;
}

/** Tries the work until it succeeds, with full jitter between attempts. Throws the last error. */
export async function retry<Result>(
  work: () => Promise<Result>,
  { attempts, firstPauseMs, shouldRetry }: RetryOptions,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !shouldRetry(error)) throw error;
      await wait(Math.random() * firstPauseMs * 2 ** (attempt - 1));
    }
  }
}
