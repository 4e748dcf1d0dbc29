import { once } from 'node:events';
import { createServer } from 'node:http';
import { Duplex } from 'node:stream';
import { beforeEach, expect, test } from '@jest/globals';
import { WebSocketServer } from 'ws';
import { acceptUpgrades } from './upgrade.js';
let httpServer;
beforeEach(() => {
    httpServer = createServer();
    const sockets = new WebSocketServer({ noServer: true });
    acceptUpgrades({ httpServer, sockets, path: '/graphql', origins: new Set() });
});
/** Hands the server a socket as Node does, without any listener for its errors, of a client that never closes its half. */
function upgrade(url, headers = {}) {
    const sent = [];
    const socket = new Duplex({
        read: () => undefined,
        write(chunk, _encoding, done) {
            sent.push(String(chunk));
            done();
        },
    });
    httpServer.emit('upgrade', { url, headers, method: 'GET' }, socket, Buffer.alloc(0));
    return { socket, sent };
}
test('a client that hangs up while it is refused does not end the process', () => {
    for (const { socket } of [upgrade('/nowhere'), upgrade('/graphql', { origin: 'https://evil.example', host: 'us' })]) {
        expect(() => socket.emit('error', new Error('read ECONNRESET'))).not.toThrow();
        expect(socket.destroyed).toBe(true);
    }
});
test('a refused socket is answered and then closed, also when the client keeps its half open', async () => {
    const { socket, sent } = upgrade('/nowhere');
    await once(socket, 'close');
    expect(sent.join('')).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
});
//# sourceMappingURL=upgrade.test.js.map