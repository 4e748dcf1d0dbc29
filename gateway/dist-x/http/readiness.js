/**
 * Ready means: worth sending traffic to. That begins when every subgraph has been reached once (nothing is served half
 * while a stack starts) and holds while any of them answers: a subgraph that is down costs its own fields only.
 *
 * @param dataSources those of the supergraph that is served now
 * @param budgets where those should be shared: one that is kept locally says that its store is away, and costs no readiness
 */
export function createReadiness(dataSources, budgets) {
    let started = false;
    let draining = false;
    return {
        handler: async (_request, response) => {
            const subgraphs = Object.fromEntries(await Promise.all(Object.entries(dataSources()).map(async ([name, source]) => [name, (await source.reachable()) ? 'reachable' : 'unreachable'])));
            const reachable = Object.values(subgraphs).filter((state) => state === 'reachable').length;
            started ||= reachable === Object.keys(subgraphs).length;
            const ready = !draining && started && reachable > 0;
            response.status(ready ? 200 : 503).json({
                status: ready ? 'ready' : 'unavailable',
                subgraphs,
                ...(budgets ? { budgets: budgets.scope } : {}),
            });
        },
        drain() {
            draining = true;
        },
    };
}
//# sourceMappingURL=readiness.js.map