import { createServer } from 'node:http';
/** What auth serves for the gateway: its public key and the list of revoked sessions. */
export async function startTestAuth(key) {
    const revoked = new Set();
    let jwksFetches = 0;
    let down = false;
    const server = createServer((request, response) => {
        response.setHeader('content-type', 'application/json');
        if (down)
            request.socket.destroy();
        else if (request.url === '/jwks.json') {
            jwksFetches += 1;
            response.end(JSON.stringify({ keys: [{ ...key, alg: 'EdDSA', use: 'sig' }] }));
        }
        else if (request.url === '/revocations' && request.headers.authorization?.startsWith('Bearer ')) {
            response.end(JSON.stringify({ sessionIds: [...revoked] }));
        }
        else
            response.writeHead(404).end('{}');
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${server.address().port}`,
        jwksFetches: () => jwksFetches,
        setDown(value) {
            down = value;
        },
        revoke: (sessionId) => void revoked.add(sessionId),
        async stop() {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}
//# sourceMappingURL=test-auth.js.map