import { DurationHistogram } from './duration-histogram.js';
const nameLengthMax = 100;
/** What is counted of the operations of one schema until it is reported. */
export class OperationStatistics {
    constructor() {
        /** Of operations that were understood, whether they succeeded or not. */
        this.operationCount = 0;
        /** Pairs of operation and client so far: what decides over the memory that this takes. */
        this.entries = 0;
        this.#operations = new Map();
    }
    #operations;
    add(of, record) {
        if (record.document)
            this.operationCount += 1;
        const operation = this.#operations.get(of.key) ?? { of, clients: new Map() };
        this.#operations.set(of.key, operation);
        const clientName = record.clientName?.slice(0, nameLengthMax) ?? '';
        const clientVersion = record.clientVersion?.slice(0, nameLengthMax) ?? '';
        const key = JSON.stringify([clientName, clientVersion]);
        let client = operation.clients.get(key);
        if (!client) {
            const latency = new DurationHistogram();
            client = { clientName, clientVersion, latency, requests: 0, persisted: 0, failed: 0, errors: errorNode() };
            operation.clients.set(key, client);
            this.entries += 1;
        }
        client.requests += 1;
        // How long a stream is open says nothing about how long anything took.
        if (record.operationType !== 'subscription')
            client.latency.add(record.ms);
        if (record.persisted)
            client.persisted += 1;
        if (!record.codes || record.codes.length === 0)
            return;
        client.failed += 1;
        countErrors(client.errors, record.errorPaths ?? [[]]);
    }
    /** As in a report, by operation. */
    encoded() {
        return Object.fromEntries([...this.#operations].map(([key, { of, clients }]) => [
            key,
            {
                trace: [],
                statsWithContext: [...clients.values()].map(encodedClient),
                referencedFieldsByType: of.referencedFieldsByType,
                internalTracesContributingToStats: [],
            },
        ]));
    }
}
function encodedClient({ clientName, clientVersion, latency, requests, persisted, failed, errors, }) {
    return {
        context: { clientName, clientVersion },
        queryLatencyStats: {
            latencyCount: latency.encoded(),
            requestCount: requests,
            // How long single fields take is in OpenTelemetry's traces (docs/tracing.md), not here.
            requestsWithoutFieldInstrumentation: requests,
            persistedQueryHits: persisted,
            requestsWithErrorsCount: failed,
            rootErrorStats: encodedErrors(errors),
        },
    };
}
function countErrors(root, paths) {
    const touched = new Set();
    for (const path of paths) {
        let node = root;
        // Of a place in a list Apollo counts the field, not the item.
        for (const name of path) {
            if (typeof name === 'number')
                continue;
            const child = node.children.get(name) ?? errorNode();
            node.children.set(name, child);
            node = child;
        }
        node.errors += 1;
        touched.add(node);
    }
    for (const node of touched)
        node.requests += 1;
}
function errorNode() {
    return { errors: 0, requests: 0, children: new Map() };
}
function encodedErrors({ errors, requests, children }) {
    return {
        errorsCount: errors,
        requestsWithErrorsCount: requests,
        children: Object.fromEntries([...children].map(([name, child]) => [name, encodedErrors(child)])),
    };
}
//# sourceMappingURL=operation-statistics.js.map