import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KeyPair } from './test-keys.ts';

/** What auth serves for the gateway: its public key and the list of revoked sessions. */
export async function startTestAuth(key: KeyPair['public']) {
  const revoked = new Set<string>();
  let jwksFetches = 0;
  let down = false;
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (down) request.socket.destroy();
    else if (request.url === '/jwks.json') {
      jwksFetches += 1;
      response.end(JSON.stringify({ keys: [{ ...key, alg: 'EdDSA', use: 'sig' }] }));
    } else if (request.url === '/revocations' && request.headers.authorization?.startsWith('Bearer ')) {
      response.end(JSON.stringify({ sessionIds: [...revoked] }));
    } else response.writeHead(404).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    jwksFetches: () => jwksFetches,
    setDown(value: boolean): void {
      down = value;
    },
    revoke: (sessionId: string) => void revoked.add(sessionId),
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
