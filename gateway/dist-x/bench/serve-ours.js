import { createServer } from 'node:http';
import { bufferedOutput, createLog } from '@smarterfirms/platform/log';
import { serveGateway } from '../serve-gateway.js';
import { fixedSource } from '../supergraph/source/source.js';
import { accessToken, ed25519, issuer, person } from '../testing/test-keys.js';
/**
 * Our gateway with everything on that the product has on: a signed token is verified for every request, access rules apply,
 * each operation is priced and paid from a budget, and each request is logged.
 */
export async function serveOurs(supergraphSdl, subgraphUrls, { share = false, scopes, people = 1, streamLimits, gateway: changes }) {
    const gatewayKey = ed25519('gateway');
    const authKey = ed25519('auth-1');
    const auth = createServer((request, response) => {
        response.setHeader('content-type', 'application/json');
        if (request.url === '/jwks.json')
            response.end(JSON.stringify({ keys: [{ ...authKey.public, alg: 'EdDSA', use: 'sig' }] }));
        else
            response.end(JSON.stringify({ sessionIds: [] }));
    });
    await new Promise((resolve) => auth.listen(0, '127.0.0.1', resolve));
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
        jwksUrl: `http://127.0.0.1:${auth.address().port}/jwks.json`,
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
//# sourceMappingURL=serve-ours.js.map