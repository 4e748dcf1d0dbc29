import { createServer, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestGraph } from '../testing/test-graph.js';
const seen = [];
const clio = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request)
        chunks.push(chunk);
    seen.push({ method: request.method, url: request.url, rawHeaders: request.rawHeaders, body: Buffer.concat(chunks) });
    if (request.method === 'POST') {
        response.writeHead(422, { 'content-type': 'application/json', 'X-Odd-Case': '1' }).end('{"error":"malformed"}');
    }
    else {
        response
            .writeHead(303, {
            location: 'https://web.test/done?result=connected',
            'set-cookie': ['a=1; Secure', 'b=2; HttpOnly'],
        })
            .end();
    }
});
let graph;
beforeAll(async () => {
    await new Promise((resolve) => clio.listen(0, '127.0.0.1', resolve));
    graph = await startTestGraph({}, { clio: `http://127.0.0.1:${clio.address().port}/graphql` });
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
    clio.closeAllConnections();
    await new Promise((resolve) => clio.close(resolve));
});
const at = (path) => new URL(path, graph.gateway.url);
test('the OAuth callback keeps its query and cookies, and the redirect and new cookies come back untouched', async () => {
    const path = '/clio/callback?code=a%20b%2Bc&state=x%2Fy';
    const response = await fetch(at(path), {
        redirect: 'manual',
        headers: { cookie: '__Host-clio-nonce=n; other=1', 'x-forwarded-for': '6.6.6.6' },
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('https://web.test/done?result=connected');
    expect(response.headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2; HttpOnly']);
    const last = seen.at(-1);
    expect(last?.url).toBe(path);
    expect(last?.rawHeaders).toEqual(expect.arrayContaining(['__Host-clio-nonce=n; other=1', at('/').host]));
    expect(last?.rawHeaders.map((name) => name.toLowerCase())).not.toContain('x-forwarded-for');
});
test('a webhook arrives byte for byte, with its headers as they were written', async () => {
    const body = Buffer.from([0x7b, 0x20, 0x22, 0xc3, 0xa9, 0x22, 0x0a, 0xff, 0x00, 0x7d]);
    const response = await new Promise((resolve, reject) => {
        httpRequest(at('/clio/webhooks/key-1?a=1'), {
            method: 'POST',
            headers: { 'X-Hook-Signature': 'Abc=', 'content-type': 'application/json' },
        })
            .on('response', resolve)
            .on('error', reject)
            .end(body);
    });
    expect(response.statusCode).toBe(422);
    expect(response.rawHeaders).toContain('X-Odd-Case');
    response.resume();
    const last = seen.at(-1);
    expect(last?.body.equals(body)).toBe(true);
    expect(last?.rawHeaders).toEqual(expect.arrayContaining(['X-Hook-Signature', 'Abc=']));
});
test('a body of unknown length that grows larger than 1 MB is answered with 413, not with a reset', async () => {
    const before = seen.length;
    const chunk = Buffer.alloc(64_000, 'x');
    const { status, code } = await new Promise((resolve, reject) => {
        const request = httpRequest(at('/clio/webhooks/key-1'), {
            method: 'POST',
            headers: { 'transfer-encoding': 'chunked' },
        });
        request.on('error', reject);
        request.on('response', async (response) => {
            const parts = [];
            for await (const part of response)
                parts.push(part);
            resolve({
                status: response.statusCode,
                code: JSON.parse(Buffer.concat(parts).toString()).errors[0].extensions.code,
            });
        });
        for (let sent = 0; sent < 3_000_000; sent += chunk.length)
            request.write(chunk);
        request.end();
    });
    expect([status, code]).toEqual([413, 'BAD_REQUEST']);
    expect(seen).toHaveLength(before);
});
test('a body larger than 1 MB is not passed on, and other paths are not either', async () => {
    const before = seen.length;
    const large = await fetch(at('/clio/webhooks/key-1'), { method: 'POST', body: 'x'.repeat(1_000_001) });
    expect(large.status).toBe(413);
    expect((await fetch(at('/clio/internal'))).status).toBe(404);
    expect((await fetch(at('/clio/webhooks/%2e%2e/%2e%2e/jwks'), { method: 'GET' })).status).toBe(404);
    expect(seen).toHaveLength(before);
});
//# sourceMappingURL=pass-through.test.js.map