import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hashApiKey, newApiKey } from '@smarterfirms/platform/api-key';
import { newId } from '@smarterfirms/platform/ids';
import { type UserPrincipal, userPrincipal } from '@smarterfirms/platform/principal';
import type { KeyPair, Person } from './test-keys.ts';

/** What auth serves for the gateway: its public key and the list of revoked sessions. */
export async function startTestAuth(key: KeyPair['public']) {
  const revoked = new Set<string>();
  let jwksFetches = 0;
  let down = false;
  let brokenOff = 0;
  let keys = Promise.resolve();
  /** By the hash of the key. */
  const apiKeys = new Map<string, UserPrincipal>();
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (down) {
      brokenOff += 1;
      request.socket.destroy();
    } else if (request.url === '/jwks.json') {
      jwksFetches += 1;
      void keys.then(() => response.end(JSON.stringify({ keys: [{ ...key, alg: 'EdDSA', use: 'sig' }] })));
    } else if (request.url === '/revocations' && request.headers.authorization?.startsWith('Bearer ')) {
      response.end(JSON.stringify({ sessionIds: [...revoked] }));
    } else if (request.url === '/api-keys/verify') {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        response.end(JSON.stringify({ principal: apiKeys.get(JSON.parse(body).keyHash) ?? null }));
      });
    } else response.writeHead(404).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    jwksFetches: () => jwksFetches,
    /** Requests that came while it was down. */
    brokenOff: () => brokenOff,
    setDown(value: boolean): void {
      down = value;
    },
    /** Until what it returns is called, nobody is told the public key. */
    holdKeys(): () => void {
      const held = Promise.withResolvers<void>();
      keys = held.promise;
      return held.resolve;
    },
    revoke: (sessionId: string) => void revoked.add(sessionId),
    /** @returns a new key, by which this person is known. */
    apiKey(person: Person): string {
      const key = newApiKey();
      const apiKeyId = newId('apiKey');
      apiKeys.set(hashApiKey(key), userPrincipal.parse({ kind: 'user', sessionVersion: 1, ...person, apiKeyId }));
      return key;
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
