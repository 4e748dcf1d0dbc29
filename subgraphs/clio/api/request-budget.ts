import { setTimeout as delay } from 'node:timers/promises';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { ClioConnectionRecords } from '../connection/clio-connection-records.ts';
import type { ClioRate } from './rate-headers.ts';
import { exhausted, learn, learnNothing, type RequestBudget, takeRequest } from './request-budget-rules.ts';

/** Requests of every window that a backfill leaves to people who wait for an answer. */
const reserveOfBackfill = 2;
const attemptsMax = 50;

export type RequestBudgets = ReturnType<typeof createRequestBudgets>;

/** The request budget of each connection, shared by all workers through its item in DynamoDB. */
export function createRequestBudgets(connections: Pick<ClioConnectionRecords, 'findBudget' | 'writeBudget'>) {
  /** Reads, decides and writes under the version that was read, until nobody was faster. */
  async function change<Result>(
    firmId: FirmId,
    decide: (budget: RequestBudget | undefined) => { next: RequestBudget | undefined; result: Result },
  ): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      const before = await connections.findBudget(firmId);
      const { next, result } = decide(before);
      if (!next || (await connections.writeBudget(firmId, before, next))) return result;
      if (attempt >= attemptsMax) throw new Error('the request budget is written by too many at once');
      await delay(Math.random() * 10 * Math.min(attempt, 10));
    }
  }

  return {
    /** Takes one request for a page. @returns 0 when it may go out, else milliseconds until it is worth asking again. */
    take(firmId: FirmId): Promise<number> {
      return change(firmId, (budget) => {
        const take = takeRequest(budget, reserveOfBackfill, Date.now());
        return take.granted ? { next: take.next, result: 0 } : { next: undefined, result: take.waitMs };
      });
    },

    /** Learns from the headers of an answer; without them requests go out one at a time. */
    learn(firmId: FirmId, rate: ClioRate | undefined): Promise<void> {
      return change(firmId, (budget) => ({
        next: rate ? learn(budget, rate, Date.now()) : learnNothing(budget, Date.now()),
        result: undefined,
      }));
    },

    /** Clio said 429. */
    exhaust(firmId: FirmId, waitMs: number): Promise<void> {
      return change(firmId, (budget) => ({ next: exhausted(budget, waitMs, Date.now()), result: undefined }));
    },
  };
}
