import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answerEncoding } from './answer-encoding.js';
import { sendAnswer } from './send-answer.js';
const decoded = {
    zstd: zstdDecompressSync,
    br: brotliDecompressSync,
    gzip: gunzipSync,
};
let body;
let sending;
const server = createServer((incoming, response) => {
    sending = sendAnswer(incoming, response, { status: 200, headers: { 'content-type': 'application/json' }, body });
});
beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
});
afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
});
async function get(acceptEncoding) {
    const { port } = server.address();
    const headers = acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding };
    const asked = request({ port, host: '127.0.0.1', headers }).end();
    const [response] = (await once(asked, 'response'));
    const chunks = [];
    for await (const chunk of response)
        chunks.push(chunk);
    return { headers: response.headers, bytes: Buffer.concat(chunks) };
}
/** So many characters, with pairs of surrogates wherever a piece may end. */
const long = (length) => `"${'a'.repeat(length % 2)}${'🚀'.repeat(length / 2 - 1)}"`;
test.each(['zstd', 'br', 'gzip'])('an answer is compressed with %s for who takes that, long ones piece by piece', async (encoding) => {
    for (const length of [5_000, 900_000, 900_001]) {
        body = long(length);
        const { headers, bytes } = await get(encoding);
        expect(headers['content-encoding']).toBe(encoding);
        expect(headers['content-length']).toBe(length > 256_000 ? undefined : String(bytes.length));
        expect(bytes.length).toBeLessThan(length);
        expect(decoded[encoding]?.(bytes).toString() === body).toBe(true);
    }
});
test('an answer goes as it is where the client takes no coding, whole or piece by piece, with its length', async () => {
    for (const length of [10, 5_000, 900_000, 900_001]) {
        body = long(length);
        const { headers, bytes } = await get();
        expect(headers['content-encoding']).toBeUndefined();
        expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
        expect(bytes.toString() === body).toBe(true);
    }
});
test('a short answer is not worth it', async () => {
    body = '{"data":null}';
    const { headers, bytes } = await get('gzip, br, zstd');
    expect(headers['content-encoding']).toBeUndefined();
    expect(bytes.toString()).toBe(body);
});
test('a client that leaves in the middle of a long answer is nobody’s mistake', async () => {
    body = long(30_000_000);
    for (const encoding of ['identity', 'gzip']) {
        const socket = connect(server.address().port, '127.0.0.1');
        socket.write(`GET / HTTP/1.1\r\nhost: test\r\naccept-encoding: ${encoding}\r\n\r\n`);
        await once(socket, 'data');
        socket.destroy();
        await expect(sending).resolves.toBeUndefined();
    }
});
test.each([
    [undefined, undefined],
    ['', undefined],
    ['gzip, deflate, br, zstd', 'zstd'],
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['GZIP', 'gzip'],
    ['x-gzip', 'gzip'],
    ['gzip;q=0', undefined],
    ['*', 'zstd'],
    ['*;q=0.5, zstd;q=0', 'br'],
    ['identity', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['identity;q=0.5, gzip', 'gzip'],
    ['deflate, compress', undefined],
    ['gzip;q=nonsense', undefined],
])('of "%s" the best is %s', (accepted, best) => {
    expect(answerEncoding(accepted)).toBe(best);
    expect(answerEncoding(accepted)).toBe(best);
});
//# sourceMappingURL=send-answer.test.js.map