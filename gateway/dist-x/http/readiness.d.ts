import type { RequestHandler } from 'express';
import type { Budgets } from '../budget/budget.ts';
import type { HttpDataSource } from '../upstream/http-source.ts';
export interface Readiness {
    handler: RequestHandler;
    /** From now on: not ready, so that no new traffic is sent here while what is under way ends. */
    drain(): void;
}
/**
 * Ready means: worth sending traffic to. That begins when every subgraph has been reached once (nothing is served half
 * while a stack starts) and holds while any of them answers: a subgraph that is down costs its own fields only.
 *
 * @param dataSources those of the supergraph that is served now
 * @param budgets where those should be shared: one that is kept locally says that its store is away, and costs no readiness
 */
export declare function createReadiness(dataSources: () => Readonly<Record<string, HttpDataSource>>, budgets?: Budgets): Readiness;
