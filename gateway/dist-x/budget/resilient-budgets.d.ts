import type { Log } from '@smarterfirms/platform/log';
import type { Budgets } from './budget.ts';
import type { RedisBudgets } from './redis-budgets.ts';
/**
 * Budgets in the shared store, and while that is away in this process's memory, full to begin with: a limit that is too
 * generous for a while is better than no service or none at all. Losing the store and having it back are logged once each,
 * and `scope` says where budgets are kept now.
 */
export declare function createResilientBudgets(shared: RedisBudgets, local: Budgets, { log, now }: {
    log: Log;
    now?: () => number;
}): Budgets;
