import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
let graph;
beforeAll(async () => {
    graph = await startTestGraph();
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
});
/** Sends the messages one by one, each after an answer to the one before where it awaits one, and waits for a close or for the last answer. */
function exchange(url, messages, until) {
    return new Promise((resolve, reject) => {
        const result = { received: [], closed: undefined };
        const socket = new WebSocket(url, 'graphql-transport-ws');
        const done = () => {
            if (!until(result))
                return;
            resolve(result);
            socket.close();
        };
        const send = () => {
            const message = messages.shift();
            if (message !== undefined)
                socket.send(typeof message === 'string' ? message : JSON.stringify(message));
        };
        socket.on('open', send);
        socket.on('message', (data) => {
            const message = JSON.parse(String(data));
            result.received.push(message);
            if (message.type === 'connection_ack')
                while (messages.length > 0)
                    send();
            done();
        });
        socket.on('close', (code, reason) => {
            result.closed = { code, reason: String(reason) };
            done();
        });
        socket.on('error', reject);
    });
}
const closed = ({ closed }) => closed !== undefined;
const init = async () => ({
    type: 'connection_init',
    payload: { authorization: `Bearer ${await graph.token(person(['sync:read'], ownFirm))}` },
});
const subscribe = (id, query = 'subscription { progress(jobId: "job_1") { percent } }') => ({
    id,
    type: 'subscribe',
    payload: { query },
});
test('what breaks the protocol closes the socket with the code for it', async () => {
    const codeAfter = async (...messages) => (await exchange(graph.socketUrl, messages, closed)).closed?.code;
    expect(await codeAfter('not json')).toBe(4400);
    expect(await codeAfter({ type: 'unheard-of' })).toBe(4400);
    expect(await codeAfter(subscribe('1'))).toBe(4401);
    expect(await codeAfter(await init(), await init())).toBe(4429);
    expect(await codeAfter(await init(), subscribe('1'), subscribe('1'))).toBe(4409);
});
test('a ping is answered, also before the connection is acknowledged', async () => {
    const { received } = await exchange(graph.socketUrl, [{ type: 'ping', payload: { at: 1 } }], ({ received }) => received.length > 0);
    expect(received).toEqual([{ type: 'pong', payload: { at: 1 } }]);
});
test('a query is answered by its data and then its completion', async () => {
    const { received } = await exchange(graph.socketUrl, [await init(), subscribe('7', '{ plans { code } }')], ({ received }) => received.some(({ type }) => type === 'complete'));
    expect(received).toEqual([
        { type: 'connection_ack' },
        { id: '7', type: 'next', payload: { data: { plans: [{ code: 'trial' }] } } },
        { id: '7', type: 'complete' },
    ]);
});
test('a subgraph’s own socket serves nobody without a service token, not even a signed-in person', async () => {
    const url = graph.clio.url.replace('http:', 'ws:');
    const token = await graph.token(person(['sync:read'], ownFirm));
    for (const extensions of [undefined, { authorization: `Bearer ${token}` }]) {
        const { received } = await exchange(url, [{ type: 'connection_init' }, { ...subscribe('1'), payload: { ...subscribe('1').payload, extensions } }], ({ received }) => received.length === 2);
        expect(received[1]).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
    expect(graph.jobs.listeners).toBe(0);
});
//# sourceMappingURL=protocol.test.js.map