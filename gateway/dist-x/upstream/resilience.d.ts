import type { Log } from '@smarterfirms/platform/log';
/** Nobody waits for the answer any more: no failure of the subgraph. */
export declare class Abandoned extends Error {
    constructor();
}
/** The request did not arrive, or something in front of the service said that it is away: asking once more may help. */
export declare class NotReached extends Error {
}
/** The subgraph has failed so often lately that it is left alone for a while. */
export declare function isLeftAlone(error: unknown): boolean;
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
/**
 * Keeps a failing subgraph from taking the gateway with it: when half of the calls of ten seconds have failed, further ones
 * fail at once, and one is let through after a pause to see whether it is well again.
 */
export declare function createResilience(name: string, log: Log, { leaveAlone, failureShare, windowMs, callsPerSecondMin, pauseMs, }?: ResilienceOptions): Resilience;
