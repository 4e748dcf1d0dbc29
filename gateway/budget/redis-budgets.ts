import type { RedisConnection } from '../redis-connection.ts';
import { withinTime } from '../within-time.ts';
import type { Budget, Budgets, Taken } from './budget.ts';

/**
 * Fills the bucket by the time that has passed on the server's own clock, so that gateways with different clocks agree, and
 * takes what is asked for, where enough is left or where it must be taken in any case. A bucket that is full again is
 * forgotten by its expiry.
 */
const script = `
local capacity, perSecond, amount, forced = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == '1'
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local bucket = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = tonumber(bucket[1]) or capacity
local at = tonumber(bucket[2]) or now
left = math.min(capacity, left + math.max(0, now - at) * perSecond)
local ok = 0
if forced or left >= amount then
  left = math.min(capacity, left - amount)
  ok = 1
end
redis.call('HSET', KEYS[1], 'left', string.format('%.6f', left), 'at', string.format('%.6f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - left) / perSecond * 1000) + 1000)
return { ok, string.format('%.6f', left) }
`;

const prefix = 'smarterfirms:budget:';

export interface RedisBudgets extends Omit<Budgets, 'close'> {
  take(budget: Budget, amount: number): Promise<Taken>;
  /** Like `settle`, and tells whether it worked. */
  settled(budget: Budget, amount: number): Promise<void>;
}

/**
 * Budgets shared by all gateways, in Redis or Valkey: one script, one round trip. Rejects while the store is away.
 *
 * @param timeoutMs for one answer; an operation must not wait longer to be let in.
 */
export function createRedisBudgets({ client }: RedisConnection, timeoutMs = 150): RedisBudgets {
  return {
    scope: 'shared',
    take: (budget, amount) => run(budget, amount, false),
    settle: (budget, amount) => void run(budget, -amount, true).catch(() => undefined),
    settled: async (budget, amount) => void (await run(budget, -amount, true)),
  };

  async function run({ key, capacity, refillPerSecond }: Budget, amount: number, forced: boolean): Promise<Taken> {
    if (!client.isReady) throw new Error('the store of budgets is not connected');
    const reply = await withinTime(
      client.eval(script, {
        keys: [prefix + key],
        arguments: [String(capacity), String(refillPerSecond), String(amount), forced ? '1' : '0'],
      }),
      timeoutMs,
      `the store of budgets did not answer within ${timeoutMs} ms`,
    );
    const [ok, left] = reply as [number, string];
    return { ok: ok === 1, left: Number(left) };
  }
}
