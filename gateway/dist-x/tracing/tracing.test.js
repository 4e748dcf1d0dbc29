import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLog } from '@smarterfirms/platform/log';
import { startTracing } from '@smarterfirms/platform/start-tracing';
import { startTestCollector } from '@smarterfirms/platform/test-collector';
import { collect } from '../testing/collect.js';
import { eventually } from '../testing/eventually.js';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
let collector;
let tracing;
let graph;
let trusting;
beforeAll(async () => {
    collector = await startTestCollector();
    Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '50' });
    tracing = await startTracing('graph', createLog('graph', 'fatal'));
    graph = await startTestGraph();
    trusting = await startTestGraph({ trustedTraces: true });
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
    await trusting[Symbol.asyncDispose]();
    await tracing.stop();
    await collector[Symbol.asyncDispose]();
});
const someone = () => person(['sync:read', 'firm:read'], ownFirm);
const find = (isIt) => collector.until((spans) => spans.find(isIt));
const within = (traceId, name) => find((span) => span.traceId === traceId && span.name === name);
/** A client's own span, recorded. */
function clientSpan() {
    const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
    return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-01` };
}
test('an operation, its preparation and its fetches are one trace with what the subgraphs do', async () => {
    await graph.post(`query FirmClock { firm(id: "${ownFirm}") { name clock } }`, {
        token: await graph.token(someone()),
    });
    const operation = await find(({ name, kind }) => name === 'query FirmClock' && kind === 'server');
    expect(operation).toMatchObject({ parentSpanId: '', links: [], failed: false });
    expect(operation.attributes).toMatchObject({
        'graphql.operation.type': 'query',
        'graphql.operation.name': 'FirmClock',
        'smarterfirms.client': 'application',
        'http.route': '/graphql',
        'http.response.status_code': 200,
    });
    const { traceId, spanId } = operation;
    for (const phase of ['gateway.validate', 'gateway.plan'])
        expect((await within(traceId, phase)).parentSpanId).toBe(spanId);
    const fetchOfEntity = await within(traceId, 'fetch data');
    expect(fetchOfEntity).toMatchObject({ kind: 'client', parentSpanId: spanId });
    expect(fetchOfEntity.attributes).toMatchObject({
        'smarterfirms.fetch.path': 'firm',
        'smarterfirms.fetch.entities': 1,
    });
    const requestOfEntity = await find((span) => span.kind === 'server' && span.parentSpanId === fetchOfEntity.spanId);
    const entities = await within(traceId, 'Query._entities');
    expect(entities.parentSpanId).toBe(requestOfEntity.spanId);
    expect(entities.attributes).toMatchObject({ 'smarterfirms.entities.types': ['Firm'] });
    const line = await eventually(() => graph.logLines.find((each) => each['operationName'] === 'FirmClock'), (each) => each !== undefined);
    expect(line).toMatchObject({ msg: 'request', traceId, spanId });
});
test("a stranger's trace is linked and not continued, and does not decide what is recorded", async () => {
    const client = clientSpan();
    await graph.post('query Stranger { plans { code } }', { headers: { traceparent: client.traceparent } });
    const operation = await find(({ name, kind }) => name === 'query Stranger' && kind === 'server');
    expect(operation.parentSpanId).toBe('');
    expect(operation.traceId).not.toBe(client.traceId);
    expect(operation.links).toEqual([expect.objectContaining({ traceId: client.traceId, spanId: client.spanId })]);
});
test('a trusted client continues its trace, and may ask that nothing is recorded', async () => {
    const client = clientSpan();
    const { traceparent } = client;
    await trusting.post('query Unrecorded { plans { code } }', {
        headers: { traceparent: traceparent.replace(/01$/, '00') },
    });
    await trusting.post('query Friend { plans { code } }', { headers: { traceparent } });
    const operation = await within(client.traceId, 'query Friend');
    expect(operation.parentSpanId).toBe(client.spanId);
    expect(collector.spans.filter(({ name }) => name.includes('Unrecorded'))).toEqual([]);
});
test('what went wrong is told by its code, and only our own failures make a span a failed one', async () => {
    await graph.post('query Fails { fails }');
    await graph.post('query Unknown { nothing }');
    const fails = await find(({ name, kind }) => name === 'query Fails' && kind === 'server');
    expect(fails).toMatchObject({ failed: true });
    expect(fails.attributes['smarterfirms.error.codes']).toEqual(['INTERNAL_SERVER_ERROR']);
    const unknown = await find(({ attributes }) => String(attributes['smarterfirms.error.codes']).includes('GRAPHQL_VALIDATION_FAILED'));
    expect(unknown.failed).toBe(false);
    expect(collector.bodies.join()).not.toContain('ECONNREFUSED 10.1.1.1');
});
test('each event of a subscription is a trace of its own, linked to the operation on the socket', async () => {
    const stream = collect(graph.socket(await graph.token(someone())), 'subscription Watch { progress(jobId: "job_1") { percent firm { name } } }');
    await eventually(() => graph.jobs.listeners, (now) => now === 1);
    graph.jobs.send({ id: 'job_1', percent: 10, firmId: ownFirm });
    await eventually(() => stream.results.length, (count) => count === 1);
    const event = await find(({ name }) => name === 'event Watch');
    expect(event.parentSpanId).toBe('');
    expect((await within(event.traceId, 'fetch accounts')).parentSpanId).toBe(event.spanId);
    stream.stop();
    const operation = await find(({ name }) => name === 'subscription Watch');
    expect(operation.attributes).toMatchObject({ 'smarterfirms.client': 'application', 'smarterfirms.results': 1 });
    expect(event.links).toEqual([expect.objectContaining({ traceId: operation.traceId, spanId: operation.spanId })]);
    const upstream = await find(({ name, traceId }) => name.startsWith('subscribe') && traceId === operation.traceId);
    expect(upstream.kind).toBe('server');
});
test('a webhook is passed on with our trace instead of what its sender says, and without its secret path', async () => {
    const { traceparent, traceId } = clientSpan();
    await fetch(new URL('/clio/webhooks/a-secret-key', graph.gateway.url), { method: 'POST', headers: { traceparent } });
    const passed = await find(({ name }) => name.startsWith('POST /clio/webhooks'));
    expect(passed.traceId).not.toBe(traceId);
    const received = await find((span) => span.parentSpanId === passed.spanId);
    expect(received.kind).toBe('server');
    expect(collector.bodies.join()).not.toContain('a-secret-key');
});
test('no variable, literal or token is in what leaves', async () => {
    const token = await graph.token(someone());
    const query = 'query Secrets($filter: Nested) { search(filter: $filter) again: search(ids: ["a-literal"]) }';
    await graph.post(query, { token, variables: { filter: { text: 'a-variable' } } });
    await find(({ name, kind }) => name === 'query Secrets' && kind === 'server');
    for (const secret of ['a-literal', 'a-variable', token])
        expect(collector.bodies.join()).not.toContain(secret);
});
//# sourceMappingURL=tracing.test.js.map