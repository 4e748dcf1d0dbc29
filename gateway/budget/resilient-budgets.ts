import type { Log } from '@smarterfirms/platform/log';
import type { Budgets } from './budget.ts';
import type { RedisBudgets } from './redis-budgets.ts';

/** After a failure the store is left alone for so long: operations must not each wait for a timeout. */
const restMs = 1_000;

/**
 * Budgets in the shared store, and while that is away in this process's memory, full to begin with: a limit that is too
 * generous for a while is better than no service or none at all. Losing the store and having it back are logged once each,
 * and `scope` says where budgets are kept now.
 */
export function createResilientBudgets(
  shared: RedisBudgets,
  local: Budgets,
  { log, now = () => performance.now() }: { log: Log; now?: () => number },
): Budgets {
  let restUntil = 0;
  let away = false;
  return {
    get scope() {
      return away ? 'local' : 'shared';
    },
    async take(budget, amount) {
      if (now() < restUntil) return local.take(budget, amount);
      try {
        const taken = await shared.take(budget, amount);
        returned();
        return taken;
      } catch (error) {
        lost(error);
        return local.take(budget, amount);
      }
    },
    settle(budget, amount) {
      if (now() < restUntil) local.settle(budget, amount);
      else shared.settled(budget, amount).catch(lost);
    },
    close: () => local.close(),
  };

  function lost(error: unknown): void {
    restUntil = now() + restMs;
    if (away) return;
    away = true;
    log.error({ err: error }, 'the store of budgets is away; this process counts on its own until it is back');
  }

  function returned(): void {
    if (!away) return;
    away = false;
    log.info('the store of budgets is back');
  }
}
