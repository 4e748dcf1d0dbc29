import { connect } from 'node:net';
import { hashOf } from './graph.js';
/** One answer of so many is parsed and compared; of the others the status and the end are looked at. */
const lookedInto = 200;
/**
 * Keeps so many connections busy with one request after the other, over bare sockets: an HTTP client would cost more than
 * the gateways that are measured.
 */
export async function load(options) {
    const { url, query, token, connections, seconds } = options;
    const { hostname, port, pathname } = new URL(url);
    const body = JSON.stringify({ query });
    const request = Buffer.from([
        `POST ${pathname} HTTP/1.1`,
        `host: ${hostname}:${port}`,
        'content-type: application/json',
        'accept: application/json',
        ...(token ? [`authorization: Bearer ${token}`] : []),
        `content-length: ${Buffer.byteLength(body)}`,
        '',
        body,
    ].join('\r\n'));
    const latencies = [];
    let hash = options.hash;
    let bytes = 0;
    const startedAt = performance.now();
    const until = startedAt + seconds * 1_000;
    await Promise.all(Array.from({ length: connections }, () => keepBusy()));
    latencies.sort((a, b) => a - b);
    const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
    return {
        requests: latencies.length,
        seconds: (performance.now() - startedAt) / 1_000,
        p50Ms: at(0.5),
        p99Ms: at(0.99),
        hash: hash ?? '',
        bytes,
    };
    async function keepBusy() {
        const socket = connect(Number(port), hostname).setNoDelay();
        const answers = new AnswerReader(socket);
        while (performance.now() < until) {
            const sentAt = performance.now();
            socket.write(request);
            const text = await answers.next();
            latencies.push(performance.now() - sentAt);
            if (latencies.length % lookedInto !== 1)
                continue;
            const { data, errors } = JSON.parse(text);
            if (errors || !data)
                throw new Error(`${url} answered ${text.slice(0, 300)}`);
            bytes = Buffer.byteLength(JSON.stringify({ data }));
            const found = hashOf(data);
            hash ??= found;
            if (found !== hash)
                throw new Error(`${url} answered other data than the others`);
        }
        socket.destroy();
    }
}
/** Reads answers off a socket, by their content length or in chunks. */
class AnswerReader {
    #buffer = Buffer.alloc(0);
    #resolve;
    #reject;
    constructor(socket) {
        socket.on('data', (chunk) => {
            this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
            this.#read();
        });
        socket.on('error', (error) => this.#reject?.(error));
        socket.on('close', () => this.#reject?.(new Error('the connection was closed')));
    }
    next() {
        return new Promise((resolve, reject) => {
            this.#resolve = resolve;
            this.#reject = reject;
        });
    }
    #read() {
        const headEnd = this.#buffer.indexOf('\r\n\r\n');
        if (headEnd === -1)
            return;
        const head = this.#buffer.toString('latin1', 0, headEnd);
        const bodyStart = headEnd + 4;
        const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
        if (length === undefined)
            this.#readChunks(head, bodyStart);
        else if (this.#buffer.length >= bodyStart + Number(length))
            this.#answer(head, this.#buffer.toString('utf8', bodyStart, bodyStart + Number(length)));
    }
    #readChunks(head, bodyStart) {
        const parts = [];
        let at = bodyStart;
        for (;;) {
            const lineEnd = this.#buffer.indexOf('\r\n', at);
            if (lineEnd === -1)
                return;
            const size = Number.parseInt(this.#buffer.toString('latin1', at, lineEnd), 16);
            if (this.#buffer.length < lineEnd + size + 4)
                return;
            if (size === 0)
                break;
            parts.push(this.#buffer.subarray(lineEnd + 2, lineEnd + 2 + size));
            at = lineEnd + size + 4;
        }
        this.#answer(head, Buffer.concat(parts).toString());
    }
    #answer(head, body) {
        // A connection has one request under way: nothing comes after its answer.
        this.#buffer = Buffer.alloc(0);
        if (head.startsWith('HTTP/1.1 200'))
            this.#resolve?.(body);
        else
            this.#reject?.(new Error(`${head.slice(0, 200)}\n${body.slice(0, 300)}`));
    }
}
//# sourceMappingURL=load.js.map