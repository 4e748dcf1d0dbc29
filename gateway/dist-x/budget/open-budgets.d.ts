import type { Log } from '@smarterfirms/platform/log';
import type { Budgets } from './budget.ts';
/** Budgets shared through Redis or Valkey where there is an address for it, of this process alone otherwise. */
export declare function openBudgets(redisUrl: string | undefined, log: Log): Promise<Budgets>;
