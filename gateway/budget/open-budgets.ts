import type { Log } from '@smarterfirms/platform/log';
import type { Budgets } from './budget.ts';
import { createMemoryBudgets } from './memory-budgets.ts';
import { createRedisBudgets } from './redis-budgets.ts';
import { createResilientBudgets } from './resilient-budgets.ts';

/** Budgets shared through Redis or Valkey where there is an address for it, of this process alone otherwise. */
export async function openBudgets(redisUrl: string | undefined, log: Log): Promise<Budgets> {
  if (!redisUrl) return createMemoryBudgets();
  const shared = createRedisBudgets({ url: redisUrl });
  await shared.begun;
  return createResilientBudgets(shared, createMemoryBudgets(), { log });
}
