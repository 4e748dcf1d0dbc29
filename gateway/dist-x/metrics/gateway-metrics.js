import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Labels } from './labels.js';
import { supergraphMetrics } from './supergraph-metrics.js';
const operationNamesMax = 300;
const clientsMax = 1_000;
/** Seconds: from a cached answer to the time that a subgraph has. */
const seconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Counts what happens, by operation, subgraph, client and error code. */
export function createGatewayMetrics(observed) {
    const registers = [new Registry()];
    const [registry] = registers;
    collectDefaultMetrics({ register: registry });
    const names = new Labels(operationNamesMax);
    const clients = new Labels(clientsMax);
    const operations = new Counter({
        name: 'gateway_operations_total',
        help: 'Operations that have ended, by the first error code or ok.',
        labelNames: ['transport', 'type', 'operation', 'client', 'code'],
        registers,
    });
    const operationSeconds = new Histogram({
        name: 'gateway_operation_seconds',
        help: 'From the first byte of an operation to the last of its answer; streams are not in it.',
        labelNames: ['type', 'operation'],
        buckets: seconds,
        registers,
    });
    const calls = new Counter({
        name: 'gateway_subgraph_calls_total',
        help: 'Calls of subgraphs, retries not told apart.',
        labelNames: ['subgraph', 'outcome'],
        registers,
    });
    const callSeconds = new Histogram({
        name: 'gateway_subgraph_call_seconds',
        help: 'From sending a call to the last byte of its answer.',
        labelNames: ['subgraph'],
        buckets: seconds,
        registers,
    });
    new Gauge({
        name: 'gateway_subgraph_left_alone',
        help: '1 while a subgraph is not called because it failed too often.',
        labelNames: ['subgraph'],
        registers,
        collect() {
            this.reset();
            for (const [name, source] of Object.entries(observed.dataSources())) {
                this.set({ subgraph: name }, source.leftAlone ? 1 : 0);
            }
        },
    });
    const supergraph = supergraphMetrics(observed, registers);
    new Gauge({
        name: 'gateway_budgets_local',
        help: '1 while budgets are counted by this process alone, by choice or because their store is away.',
        registers,
        collect() {
            this.set(observed.budgets.scope === 'local' ? 1 : 0);
        },
    });
    new Gauge({
        name: 'gateway_open_streams',
        help: 'Subscriptions over HTTP, and WebSockets, that are open.',
        labelNames: ['transport'],
        registers,
        collect() {
            this.set({ transport: 'stream' }, observed.openStreams());
            this.set({ transport: 'websocket' }, observed.openSockets());
        },
    });
    new Counter({
        name: 'gateway_deprecated_uses_total',
        help: 'Requests of the public API that used something deprecated, by what and by key.',
        labelNames: ['coordinate', 'client'],
        registers,
        collect() {
            this.reset();
            for (const { coordinate, client, requests } of observed.deprecations.counts()) {
                this.inc({ coordinate, client }, requests);
            }
        },
    });
    return {
        operation({ transport, operationType = 'none', operationName, apiKeyId, firmId, codes, ms }) {
            const operation = names.of(operationName);
            const client = apiKeyId ? clients.of(apiKeyId) : firmId ? 'application' : 'anonymous';
            operations.inc({ transport, type: operationType, operation, client, code: codes?.[0] ?? 'ok' });
            if (transport === 'http')
                operationSeconds.observe({ type: operationType, operation }, ms / 1_000);
        },
        subgraphCall(subgraph, outcome, ms) {
            calls.inc({ subgraph, outcome });
            if (outcome === 'answered')
                callSeconds.observe({ subgraph }, ms / 1_000);
        },
        reload: supergraph.reload,
        text: () => registry.metrics(),
        contentType: registry.contentType,
    };
}
//# sourceMappingURL=gateway-metrics.js.map