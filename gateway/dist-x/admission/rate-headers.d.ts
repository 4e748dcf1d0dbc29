import type { Budget } from '../budget/budget.ts';
/**
 * The fields of draft-ietf-httpapi-ratelimit-headers (10): the policy, a quota that fills within a window, and what is left
 * of it with the seconds until it is full again.
 */
export declare function rateHeaders({ capacity, refillPerSecond }: Budget, left: number): Record<string, string>;
