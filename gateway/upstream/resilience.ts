import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '@smarterfirms/platform/log';
import {
  BrokenCircuitError,
  CircuitState,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  SamplingBreaker,
} from 'cockatiel';

/** Nobody waits for the answer any more: no failure of the subgraph. */
export class Abandoned extends Error {
  constructor() {
    super('nobody waits for the answer any more');
  }
}

/** The request did not arrive, or something in front of the service said that it is away: asking once more may help. */
export class NotReached extends Error {}

/** The subgraph has failed so often lately that it is left alone for a while. */
export function isLeftAlone(error: unknown): boolean {
  return error instanceof BrokenCircuitError;
}

export interface Resilience {
  /** Runs a call; one that is `safe` to repeat is repeated once where it did not reach the subgraph. */
  run<Value>(safe: boolean, call: () => Promise<Value>): Promise<Value>;
  /** Whether the subgraph is left alone now. */
  readonly open: boolean;
}

export interface ResilienceOptions {
  /** Whether a subgraph that fails too often is left alone for a while; yes by default. */
  leaveAlone?: boolean;
  /** Share of failed calls, 0 to 1, within the window from which on a subgraph is left alone. */
  failureShare?: number;
  windowMs?: number;
  /** Calls a second within the window below which nothing is concluded from failures. */
  callsPerSecondMin?: number;
  /** Before the first call is tried again; doubles up to thirty seconds while that fails, too. */
  pauseMs?: number;
}

const pauseMaxMs = 30_000;
/** Half as much to half as much again, so that those who failed together do not all come back together. */
const retryPauseMs = 40;

/**
 * Keeps a failing subgraph from taking the gateway with it: when half of the calls of ten seconds have failed, further ones
 * fail at once, and one is let through after a pause to see whether it is well again.
 */
export function createResilience(
  name: string,
  log: Log,
  {
    leaveAlone = true,
    failureShare = 0.5,
    windowMs = 10_000,
    callsPerSecondMin = 1,
    pauseMs = 1_000,
  }: ResilienceOptions = {},
): Resilience {
  const breaker = circuitBreaker(
    handleWhen((error) => leaveAlone && !(error instanceof Abandoned)),
    {
      breaker: new SamplingBreaker({ threshold: failureShare, duration: windowMs, minimumRps: callsPerSecondMin }),
      halfOpenAfter: new ExponentialBackoff({ initialDelay: pauseMs, maxDelay: pauseMaxMs }),
    },
  );
  breaker.onBreak(() => log.error({ subgraph: name }, 'a subgraph fails too often and is left alone for a while'));
  breaker.onReset(() => log.info({ subgraph: name }, 'a subgraph is well again'));
  return {
    async run(safe, call) {
      try {
        return await breaker.execute(call);
      } catch (error) {
        if (!safe || !(error instanceof NotReached)) throw error;
        await delay(retryPauseMs * (0.5 + Math.random()));
        return breaker.execute(call);
      }
    },
    get open() {
      return breaker.state === CircuitState.Open;
    },
  };
}
