import { createMemoryBudgets } from './memory-budgets.js';
import { createRedisBudgets } from './redis-budgets.js';
import { createResilientBudgets } from './resilient-budgets.js';
/** Budgets shared through Redis or Valkey where there is an address for it, of this process alone otherwise. */
export async function openBudgets(redisUrl, log) {
    if (!redisUrl)
        return createMemoryBudgets();
    const shared = createRedisBudgets({ url: redisUrl });
    await shared.begun;
    return createResilientBudgets(shared, createMemoryBudgets(), { log });
}
//# sourceMappingURL=open-budgets.js.map