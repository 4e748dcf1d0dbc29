import type { Budget, Budgets, Taken } from './budget.ts';
export interface RedisOptions {
    /** redis:// or rediss:// (TLS), with the password in it. Valkey speaks the same protocol. */
    url: string;
    /** For one answer; an operation must not wait longer to be let in. */
    timeoutMs?: number;
}
export interface RedisBudgets extends Budgets {
    /** Resolves when the first connection is there, or after two seconds without one. */
    begun: Promise<void>;
    take(budget: Budget, amount: number): Promise<Taken>;
    /** Like `settle`, and tells whether it worked. */
    settled(budget: Budget, amount: number): Promise<void>;
}
/** Budgets shared by all gateways, in Redis or Valkey: one script, one round trip. Rejects while the store is away. */
export declare function createRedisBudgets({ url, timeoutMs }: RedisOptions): RedisBudgets;
