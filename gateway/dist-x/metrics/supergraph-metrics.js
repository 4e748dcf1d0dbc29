import { Counter, Gauge } from 'prom-client';
/** Which supergraph is served, what became of new ones, and whether old ones go away. */
export function supergraphMetrics({ supergraph, snapshots, connections }, registers) {
    new Gauge({
        name: 'gateway_supergraph_info',
        help: '1 for the supergraph that is served, by the first characters of its SHA-256.',
        labelNames: ['id'],
        registers,
        collect() {
            this.reset();
            this.set({ id: supergraph() }, 1);
        },
    });
    const servedSince = new Gauge({
        name: 'gateway_supergraph_served_since_seconds',
        help: 'When the present supergraph was taken, in seconds since 1970.',
        registers,
    });
    servedSince.setToCurrentTime();
    const reloads = new Counter({
        name: 'gateway_supergraph_reloads_total',
        help: 'New supergraphs and how that ended: served, refused, or unreadable where there may have been one.',
        labelNames: ['outcome'],
        registers,
    });
    for (const outcome of ['served', 'refused', 'unreadable'])
        reloads.inc({ outcome }, 0);
    new Gauge({
        name: 'gateway_supergraph_snapshots',
        help: 'Supergraphs that are held in memory: one, and earlier ones that requests or streams still use.',
        registers,
        collect() {
            this.set(snapshots());
        },
    });
    new Gauge({
        name: 'gateway_subgraph_connections',
        help: 'Subgraphs, by name and address, that connections are kept for.',
        registers,
        collect() {
            this.set(connections());
        },
    });
    return {
        reload(outcome) {
            reloads.inc({ outcome });
            if (outcome === 'served')
                servedSince.setToCurrentTime();
        },
    };
}
//# sourceMappingURL=supergraph-metrics.js.map