import { setTimeout as delay } from 'node:timers/promises';
import { BrokenCircuitError, CircuitState, circuitBreaker, ExponentialBackoff, handleWhen, SamplingBreaker, } from 'cockatiel';
/** Nobody waits for the answer any more: no failure of the subgraph. */
export class Abandoned extends Error {
    constructor() {
        super('nobody waits for the answer any more');
    }
}
/** The request did not arrive, or something in front of the service said that it is away: asking once more may help. */
export class NotReached extends Error {
}
/** The subgraph has failed so often lately that it is left alone for a while. */
export function isLeftAlone(error) {
    return error instanceof BrokenCircuitError;
}
const pauseMaxMs = 30_000;
/** Half as much to half as much again, so that those who failed together do not all come back together. */
const retryPauseMs = 40;
/**
 * Keeps a failing subgraph from taking the gateway with it: when half of the calls of ten seconds have failed, further ones
 * fail at once, and one is let through after a pause to see whether it is well again.
 */
export function createResilience(name, log, { leaveAlone = true, failureShare = 0.5, windowMs = 10_000, callsPerSecondMin = 1, pauseMs = 1_000, } = {}) {
    const breaker = circuitBreaker(handleWhen((error) => leaveAlone && !(error instanceof Abandoned)), {
        breaker: new SamplingBreaker({ threshold: failureShare, duration: windowMs, minimumRps: callsPerSecondMin }),
        halfOpenAfter: new ExponentialBackoff({ initialDelay: pauseMs, maxDelay: pauseMaxMs }),
    });
    breaker.onBreak(() => log.error({ subgraph: name }, 'a subgraph fails too often and is left alone for a while'));
    breaker.onReset(() => log.info({ subgraph: name }, 'a subgraph is well again'));
    return {
        async run(safe, call) {
            try {
                return await breaker.execute(call);
            }
            catch (error) {
                if (!safe || !(error instanceof NotReached))
                    throw error;
                await delay(retryPauseMs * (0.5 + Math.random()));
                return breaker.execute(call);
            }
        },
        get open() {
            return breaker.state === CircuitState.Open;
        },
    };
}
//# sourceMappingURL=resilience.js.map