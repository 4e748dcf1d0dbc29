import { isTracing } from '@smarterfirms/platform/is-tracing';
import { tracedOperations } from '../tracing/traced-operations.js';
/** Connects a supergraph to its subgraphs. */
export function openSnapshot(id, { main, contract, addresses }, connections) {
    const { dataSources, upstreamSockets, release } = connections.hold(addresses);
    return {
        id,
        main: { ...traced(main), dataSources, upstreamSockets },
        contract: contract && { ...traced(contract), dataSources, upstreamSockets },
        close: release,
    };
}
/** From here on operations are a client's: what was planned ahead is in nobody's trace. */
function traced(graph) {
    return isTracing() ? { ...graph, operations: tracedOperations(graph.operations) } : graph;
}
//# sourceMappingURL=snapshot.js.map