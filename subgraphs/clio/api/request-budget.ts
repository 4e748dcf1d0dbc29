import { setTimeout as delay } from 'node:timers/promises';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { ClioRateLimited } from './clio-error.ts';
import type { ClioRate } from './rate-headers.ts';
import type { RequestBudgetRecords } from './request-budget-records.ts';
import {
  decide,
  exhausted,
  isOfItsList,
  isOfTheToken,
  learn,
  nearerSkew,
  type RequestBudget,
  type RequestPriority,
} from './request-budget-rules.ts';

const attemptsMax = 50;
const lowerEveryMs = 1_000;

/** What this process knows of a token's budget, as of its last look. */
interface View {
  budget: RequestBudget | undefined;
  /** Clio's clock minus this machine's; undefined until an answer was seen here. */
  skewMs: number | undefined;
  /** Requests that were taken and are not used yet. They end with their window. */
  lease: { resetAtMs: number; left: number };
  /** When this process last wrote that others spend from the token, by its own clock. */
  loweredAtMs: number;
  /** Lists that have a limit for themselves: which, and until when by Clio's clock it is used up. */
  lists: Map<string, { limit: number; spentUntilMs: number }>;
  /** Lists that were seen to be counted with the token: which, and in the window that ends when. */
  countedInMs: Map<string, number>;
}

export type RequestBudgets = ReturnType<typeof createRequestBudgets>;

/**
 * The request budget of each connection's token: one for all workers and for the calls that people wait for.
 *
 * A request costs at most one write, and none while a lease lasts; an answer costs none unless it teaches something. A view
 * that is out of date makes a write fail, never a limit be passed: then it is read anew.
 */
export function createRequestBudgets(records: RequestBudgetRecords) {
  const views = new Map<FirmId, View>();

  function viewOf(firmId: FirmId): View {
    let view = views.get(firmId);
    if (!view) {
      view = {
        budget: undefined,
        skewMs: undefined,
        lease: { resetAtMs: 0, left: 0 },
        loweredAtMs: 0,
        lists: new Map(),
        countedInMs: new Map(),
      };
      views.set(firmId, view);
    }
    return view;
  }

  const clioNow = ({ skewMs, budget }: View) => Date.now() + (skewMs ?? budget?.skewMs ?? 0);

  return {
    /** Takes one request. @returns 0 when it may go out, else milliseconds until it is worth asking again. */
    async take(firmId: FirmId, priority: RequestPriority = 'backfill'): Promise<number> {
      const view = viewOf(firmId);
      view.budget ??= await records.find(firmId);
      for (let attempt = 1; ; attempt++) {
        const now = clioNow(view);
        if (view.lease.left > 0 && now < view.lease.resetAtMs) {
          view.lease.left--;
          return 0;
        }
        const { budget } = view;
        const decision = decide(budget, priority, now);
        if (decision.kind === 'open' && (await records.replace(firmId, budget, decision.next))) {
          view.budget = decision.next;
          return 0;
        }
        if (decision.kind === 'take' && budget) {
          const { granted, floor } = decision;
          if (await records.take(firmId, budget.resetAtMs, granted, floor)) {
            budget.remaining -= granted;
            view.lease = { resetAtMs: budget.resetAtMs, left: granted - 1 };
            return 0;
          }
        }
        // Others take too: before waiting, and after losing, what they have left is looked up.
        view.budget = await records.find(firmId);
        const latest = decide(view.budget, priority, clioNow(view));
        if (latest.kind === 'wait') return latest.waitMs;
        if (attempt >= attemptsMax) throw new Error('the request budget is written by too many at once');
        if (attempt > 3) await delay(Math.random() * 10 * Math.min(attempt, 10));
      }
    },

    /**
     * Learns from the headers of an answer. Without them the next probe may go out.
     *
     * @param list what was asked, as a path: a limit that it has for itself says nothing about the token's.
     * @returns whose limit the answer speaks of.
     */
    async learn(firmId: FirmId, rate: ClioRate | undefined, list = ''): Promise<'TOKEN' | 'LIST'> {
      const view = viewOf(firmId);
      if (!rate) {
        const { budget } = view;
        if (!budget?.guessed || budget.limit !== null) return 'TOKEN';
        const ended = { ...budget, resetAtMs: clioNow(view) };
        if (await records.replace(firmId, budget, ended)) view.budget = ended;
        return 'TOKEN';
      }
      view.skewMs = nearerSkew(view.skewMs, rate, Date.now());
      for (let attempt = 1; attempt <= 3; attempt++) {
        const { budget } = view;
        const seen = { countedInMs: view.countedInMs.get(list), ownLimit: view.lists.get(list)?.limit };
        if (isOfItsList(budget, rate, seen)) {
          view.lists.set(list, { limit: rate.limit, spentUntilMs: 0 });
          return 'LIST';
        }
        if (isOfTheToken(budget, rate)) view.countedInMs.set(list, rate.resetAtMs);
        const lesson = learn(budget, rate, view.skewMs, clioNow(view));
        if (lesson === 'NOTHING') return 'TOKEN';
        if (lesson.kind === 'replace' && (await records.replace(firmId, budget, lesson.next))) {
          view.budget = lesson.next;
          return 'TOKEN';
        }
        if (lesson.kind === 'correct' && budget && (await records.correct(firmId, budget, lesson))) {
          const { limit, resetAtMs, limitDelta } = lesson;
          view.budget = { ...budget, limit, resetAtMs, guessed: false, remaining: budget.remaining + limitDelta };
          return 'TOKEN';
        }
        if (lesson.kind === 'lower' && budget) {
          // Mostly it is our own other workers, who are counted already: once a second is soon enough to find a stranger.
          if (Date.now() - view.loweredAtMs > lowerEveryMs) {
            view.loweredAtMs = Date.now();
            await records.lower(firmId, budget.resetAtMs, lesson.remaining);
          }
          budget.remaining = lesson.remaining;
          return 'TOKEN';
        }
        view.budget = await records.find(firmId);
      }
      return 'TOKEN';
    },

    /**
     * Clio said 429.
     *
     * @returns whose limit is used up: where the answer speaks of a window that is not the token's, only that list waits. Two
     *   lists that say so at a time are no coincidence: then it is the token.
     */
    async exhaust(
      firmId: FirmId,
      { waitMs, rate }: Pick<ClioRateLimited, 'waitMs' | 'rate'>,
      list = '',
    ): Promise<'TOKEN' | 'LIST'> {
      const view = viewOf(firmId);
      const now = clioNow(view);
      let before = await records.find(firmId);
      const others = [...view.lists].filter(([other, { spentUntilMs }]) => other !== list && spentUntilMs > now);
      if (rate && isOfItsList(before, rate, { countedInMs: view.countedInMs.get(list) }) && others.length === 0) {
        view.lists.set(list, { limit: rate.limit, spentUntilMs: now + waitMs });
        return 'LIST';
      }
      view.lease.left = 0;
      for (let attempt = 1; attempt <= attemptsMax; attempt++) {
        view.budget = exhausted(waitMs, clioNow(view), view.skewMs ?? before?.skewMs ?? 0);
        if (await records.replace(firmId, before, view.budget)) break;
        before = await records.find(firmId);
      }
      return 'TOKEN';
    },
  };
}
