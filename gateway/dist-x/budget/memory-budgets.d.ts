import type { Budgets } from './budget.ts';
/** Budgets in the memory of this process. */
export declare function createMemoryBudgets(now?: () => number): Budgets;
