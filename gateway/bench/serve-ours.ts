import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bufferedOutput, createLog } from '@smarterfirms/platform/log';
import type { GatewayOptions, RunningGateway } from '../gateway-options.ts';
import { serveGateway } from '../serve-gateway.ts';
import type { StreamLimitChanges } from '../subscription/stream-limits.ts';
import { fixedSource } from '../supergraph/source/source.ts';
import { accessToken, callSealSecret, ed25519, issuer, person } from '../testing/test-keys.ts';

export interface OursOptions {
  /** Whether identical queries of one principal that are under way at the same time are asked once; no by default. */
  share?: boolean;
  scopes: string[];
  /** Who have tokens; one by default. */
  people?: number;
  streamLimits?: StreamLimitChanges;
  /** What else is to be different. */
  gateway?: Partial<GatewayOptions>;
}

export interface Ours {
  url: string;
  /** Of each of the people. */
  tokens: string[];
  gateway: RunningGateway;
}

/**
 * Our gateway with everything on that the product has on: a signed token is verified for every request, access rules apply,
 * each operation is priced and paid from a budget, and each request is logged.
 */
export async function serveOurs(
  supergraphSdl: string,
  subgraphUrls: Record<string, string>,
  { share = false, scopes, people = 1, streamLimits, gateway: changes }: OursOptions,
): Promise<Ours> {
  const gatewayKey = ed25519('gateway');
  const authKey = ed25519('auth-1');
  const auth = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/jwks.json')
      response.end(JSON.stringify({ keys: [{ ...authKey.public, alg: 'EdDSA', use: 'sig' }] }));
    else response.end(JSON.stringify({ sessionIds: [] }));
  });
  await new Promise<void>((resolve) => auth.listen(0, '127.0.0.1', resolve));
  const unlimited = { capacity: 1e12, refillPerSecond: 1e9 };
  const gateway = await serveGateway({
    host: '127.0.0.1',
    port: 0,
    log: changes?.log ?? createLog('gateway', 'info', bufferedOutput()),
    supergraph: fixedSource(supergraphSdl),
    anyAccess: true,
    subgraphUrls,
    share,
    signingKey: gatewayKey.private,
    callSealSecrets: [callSealSecret],
    jwksUrl: `http://127.0.0.1:${(auth.address() as AddressInfo).port}/jwks.json`,
    issuer,
    webOrigin: 'https://web.test',
    introspection: false,
    development: false,
    limits: { operationCostMax: 1e9, user: unlimited },
    streamLimits,
    ...changes,
  });
  const token = () => accessToken(person(scopes), { key: authKey.private, expiresIn: 7_200 });
  const tokens = await Promise.all(Array.from({ length: people }, token));
  return { url: gateway.url, tokens, gateway };
}
