import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { collect } from '../testing/collect.js';
import { eventually } from '../testing/eventually.js';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
let graph;
beforeAll(async () => {
    graph = await startTestGraph({ streamLimits: { httpStreamsPerClient: 1 } });
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
});
const someone = () => graph.token(person(['sync:read'], ownFirm));
const query = 'subscription { progress(jobId: "job_1") { percent id } }';
/** Events are large, so that what connections hold on their way is soon full: 10 MB with Linux's usual settings. */
const largeId = 'x'.repeat(100_000);
const batch = 20;
const batches = 15;
/** A client over WebSocket. @returns the types of its messages and the last one. */
async function openSocket(token) {
    const socket = new WebSocket(graph.socketUrl, 'graphql-transport-ws');
    const types = [];
    let last;
    socket.on('message', (data) => {
        last = JSON.parse(String(data));
        types.push(last.type);
    });
    await once(socket, 'open');
    const acknowledged = once(socket, 'message');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await acknowledged;
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    return { socket, types, last: () => last };
}
/** A client over Server-Sent Events, at a connection that can be left unread. */
function openEventStream(token) {
    const { hostname, port } = new URL(graph.gateway.url);
    const socket = connect(Number(port), hostname);
    const body = JSON.stringify({ query });
    const head = [
        'POST /graphql HTTP/1.1',
        `host: ${hostname}`,
        'content-type: application/json',
        'accept: text/event-stream',
        `authorization: Bearer ${token}`,
        `content-length: ${body.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    let text = '';
    socket.on('data', (chunk) => {
        text += String(chunk);
    });
    return { socket, text: () => text };
}
test('a client that stops reading loses its stream and is told so; one that reads the same stream misses nothing', async () => {
    const token = await someone();
    const reading = collect(graph.socket(token), query);
    await eventually(() => graph.jobs.listeners, (count) => count === 1);
    graph.jobs.send({ id: 'small', percent: 0, firmId: ownFirm });
    await eventually(() => reading.results.length, (count) => count === 1);
    const stuckSocket = await openSocket(token);
    const stuckStream = openEventStream(token);
    await eventually(() => [stuckSocket.types.includes('next'), stuckStream.text().includes('event: next')], (began) => began.every(Boolean));
    stuckSocket.socket.pause();
    stuckStream.socket.pause();
    for (let percent = 1; percent <= batches * batch; percent += 1) {
        graph.jobs.send({ id: largeId, percent, firmId: ownFirm });
        if (percent % batch > 0)
            continue;
        await eventually(() => reading.results.length, (count) => count === percent + 1);
    }
    expect(reading.end).toBeUndefined();
    expect(reading.results.map(({ data }) => data.progress.percent)).toEqual(Array.from({ length: batches * batch + 1 }, (_, at) => at));
    stuckSocket.socket.resume();
    await eventually(() => stuckSocket.types.at(-1), (type) => type === 'error');
    expect(stuckSocket.last()).toMatchObject({ payload: [{ extensions: { code: 'SUBSCRIPTION_TOO_SLOW' } }] });
    stuckSocket.socket.close();
    const closed = once(stuckStream.socket, 'close');
    stuckStream.socket.resume();
    await closed;
    expect(stuckStream.text().slice(-500)).toMatch(/event: next\ndata: \{"errors":\[\{"message":"[^"]+","extensions":\{[^}]*"SUBSCRIPTION_TOO_SLOW"[^\n]+\n\n[^a-z]*event: complete/);
    reading.stop();
});
test('a person with as many streams over HTTP as are allowed is told when to come again', async () => {
    const token = await someone();
    const first = openEventStream(token);
    await eventually(first.text, (text) => text.includes('200 OK'));
    const second = openEventStream(token);
    await eventually(second.text, (text) => text.includes('RATE_LIMITED'));
    expect(second.text()).toMatch(/^HTTP\/1\.1 429 [\s\S]*retry-after: 10/);
    first.socket.destroy();
    second.socket.destroy();
});
//# sourceMappingURL=slow-clients.test.js.map