import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { nowMs } from './stream-source.js';
/** Connections that are being opened at a time. */
const openingMax = 100;
/** Opens the subscriptions, over bare sockets where HTTP is asked for, and looks at nothing of an event but its time. */
export async function openStreamClients(options) {
    const { transport, subscriptions, perSocket } = options;
    let latenciesMs = [];
    let waiting = new Set();
    let gotAll;
    const received = (index, text) => {
        const sentAt = /"sentAtMs":([\d.]+)/.exec(text)?.[1];
        if (sentAt === undefined)
            throw new Error(`No event: ${text.slice(0, 500)}`);
        latenciesMs.push(nowMs() - Number(sentAt));
        if (waiting.delete(index) && waiting.size === 0)
            gotAll?.();
    };
    const groups = [];
    for (const index of subscriptions.keys()) {
        if (index % perSocket === 0)
            groups.push([]);
        groups.at(-1)?.push(index);
    }
    const open = transport === 'websocket' ? openSocket : openEventStream;
    const queue = groups.values();
    const opening = async () => {
        for (const group of queue)
            await open(options, group, received);
    };
    await Promise.all(Array.from({ length: openingMax }, opening));
    return {
        expectOne() {
            waiting = new Set(subscriptions.keys());
        },
        async receivedOne() {
            if (waiting.size === 0)
                return;
            await new Promise((resolve) => {
                gotAll = resolve;
            });
        },
        reset() {
            latenciesMs = [];
        },
        latencies() {
            const sorted = Float64Array.from(latenciesMs).sort();
            const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
            return { events: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
        },
    };
}
function openSocket({ url, query, subscriptions }, group, received) {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', {
        perMessageDeflate: false,
        skipUTF8Validation: true,
    });
    const token = subscriptions[group[0] ?? 0]?.token;
    const send = (message) => socket.send(JSON.stringify(message));
    return new Promise((resolve, reject) => {
        socket.on('error', reject);
        socket.on('close', (code, reason) => reject(new Error(`closed with ${code} ${String(reason)}`)));
        socket.on('open', () => send({ type: 'connection_init', ...(token ? { payload: { authorization: `Bearer ${token}` } } : {}) }));
        socket.on('message', (data) => {
            const text = data.toString('latin1');
            if (text.includes('"connection_ack"')) {
                for (const index of group) {
                    const variables = { job: subscriptions[index]?.job };
                    send({ id: String(index), type: 'subscribe', payload: { query, variables } });
                }
                resolve();
            }
            else if (text.includes('"type":"next"'))
                received(Number(/"id":"(\d+)"/.exec(text)?.[1]), text);
            else if (!text.includes('"type":"p'))
                throw new Error(`No event: ${text}`);
        });
    });
}
function openEventStream({ url, query, subscriptions }, [index = 0], received) {
    const { hostname, port, pathname } = new URL(url);
    const { job, token } = subscriptions[index] ?? {};
    const body = JSON.stringify({ query, variables: { job } });
    const socket = connect(Number(port), hostname).setNoDelay();
    socket.write([
        `POST ${pathname} HTTP/1.1`,
        `host: ${hostname}:${port}`,
        'content-type: application/json',
        'accept: text/event-stream',
        ...(token ? [`authorization: Bearer ${token}`] : []),
        `content-length: ${Buffer.byteLength(body)}`,
        '',
        body,
    ].join('\r\n'));
    let text = '';
    return new Promise((resolve, reject) => {
        socket.on('error', reject);
        socket.on('close', () => reject(new Error(`the stream was closed after ${text}`)));
        socket.on('data', (chunk) => {
            text += chunk.toString('latin1');
            if (text.startsWith('HTTP/1.1 ')) {
                if (!text.startsWith('HTTP/1.1 200'))
                    throw new Error(text.slice(0, 500));
                const headEnd = text.indexOf('\r\n\r\n');
                if (headEnd === -1)
                    return;
                text = text.slice(headEnd + 4);
                resolve();
            }
            for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
                const message = text.slice(0, end);
                text = text.slice(end + 2);
                if (message.includes('event: next'))
                    received(index, message);
            }
        });
    });
}
//# sourceMappingURL=stream-clients.js.map