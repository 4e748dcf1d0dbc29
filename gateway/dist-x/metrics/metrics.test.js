import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../testing/eventually.js';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
import { Labels } from './labels.js';
let graph;
beforeAll(async () => {
    graph = await startTestGraph({ metricsPort: 0 });
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
});
const scrape = async () => (await fetch(String(graph.gateway.metricsUrl))).text();
/** The line of a metric with these labels, once it is there. */
const line = (name, ...labels) => eventually(scrape, (text) => text.split('\n').some((each) => each.startsWith(`${name}{`) && labels.every((label) => each.includes(label))));
test('operations are counted by name, client and code; subgraphs by outcome', async () => {
    const token = await graph.token(person(['firm:read'], ownFirm));
    await graph.post(`query FirmName { firm(id: "${ownFirm}") { name clock } }`, { token });
    await graph.post('query Plans { plans { code } }');
    await graph.post('query Wrong { nothing }');
    await line('gateway_operations_total', 'operation="FirmName"', 'client="application"', 'code="ok"', 'transport="http"');
    await line('gateway_operations_total', 'operation="Plans"', 'client="anonymous"', 'code="ok"');
    await line('gateway_operations_total', 'code="GRAPHQL_VALIDATION_FAILED"');
    await line('gateway_operation_seconds_bucket', 'operation="FirmName"');
    await line('gateway_subgraph_calls_total', 'subgraph="accounts"', 'outcome="answered"');
    await line('gateway_subgraph_left_alone', 'subgraph="data"', '} 0');
});
test('streams are counted while they are open', async () => {
    const token = await graph.token(person(['sync:read'], ownFirm));
    const client = graph.socket(token);
    const stop = client.subscribe({ query: 'subscription { progress(jobId: "job_1") { percent } }' }, { next: () => undefined, error: () => undefined, complete: () => undefined });
    // The socket is open before its client has asked for anything: a stop in between would leave nothing to count.
    await eventually(() => graph.jobs.listeners, (listeners) => listeners === 1);
    await line('gateway_open_streams', 'transport="websocket"', '} 1');
    stop();
    await line('gateway_operations_total', 'transport="websocket"', 'type="subscription"');
});
test('nothing but the metrics is on that port, and no metrics are on the public one', async () => {
    expect((await fetch(String(graph.gateway.metricsUrl).replace('/metrics', '/graphql'))).status).toBe(404);
    expect((await fetch(new URL('/metrics', graph.gateway.url))).status).toBe(404);
});
test('made-up names do not fill the memory', () => {
    const labels = new Labels(2);
    expect(['a', 'b', 'c', 'a', undefined].map((value) => labels.of(value))).toEqual(['a', 'b', 'others', 'a', 'none']);
});
//# sourceMappingURL=metrics.test.js.map