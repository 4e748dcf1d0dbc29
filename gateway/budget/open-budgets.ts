import type { Log } from '@smarterfirms/platform/log';
import type { RedisConnection } from '../redis-connection.ts';
import type { Budgets } from './budget.ts';
import { createMemoryBudgets } from './memory-budgets.ts';
import { createRedisBudgets } from './redis-budgets.ts';
import { createResilientBudgets } from './resilient-budgets.ts';

/** Budgets shared through Redis or Valkey where there is one, of this process alone otherwise. */
export function openBudgets(redis: RedisConnection | undefined, log: Log): Budgets {
  const local = createMemoryBudgets();
  return redis ? createResilientBudgets(createRedisBudgets(redis), local, { log }) : local;
}
