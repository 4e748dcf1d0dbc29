import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { eventually } from '../testing/eventually.js';
import { accessToken, ed25519, issuer, person } from '../testing/test-keys.js';
import { createAccessTokenVerifier, TokenRefused } from './access-token.js';
let published = [];
const auth = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: published.map((pair) => ({ ...pair.public, alg: 'EdDSA', use: 'sig' })) }));
});
let verifier;
beforeAll(async () => {
    await new Promise((resolve) => auth.listen(0, '127.0.0.1', resolve));
    verifier = createAccessTokenVerifier({
        jwksUrl: `http://127.0.0.1:${auth.address().port}/jwks.json`,
        issuer,
        log: pino({ level: 'silent' }),
        cooldownMs: 20,
        refreshMs: 50,
    });
});
afterAll(async () => {
    verifier.stop();
    auth.closeAllConnections();
    await new Promise((resolve) => auth.close(resolve));
});
/** Undefined for a good token. */
async function refusalOf(key) {
    try {
        await verifier.verify(await accessToken(person([]), { key: key.private }));
        return undefined;
    }
    catch (error) {
        if (error instanceof TokenRefused)
            return error.reason;
        throw error;
    }
}
test('a new key is good as soon as it is published, the old one as long as it is, and neither a day longer', async () => {
    const [old, next] = [ed25519('auth-1'), ed25519('auth-2')];
    published = [old];
    expect(await refusalOf(old)).toBeUndefined();
    expect(await refusalOf(next)).toBe('invalid');
    published = [old, next];
    await eventually(() => refusalOf(next), (refusal) => refusal === undefined);
    expect(await refusalOf(old)).toBeUndefined();
    published = [next];
    await eventually(() => refusalOf(old), (refusal) => refusal === 'invalid');
    expect(await refusalOf(next)).toBeUndefined();
});
test('another key under the name of a known one is not taken', async () => {
    published = [ed25519('auth-3')];
    expect(await refusalOf(ed25519('auth-3'))).toBe('invalid');
});
//# sourceMappingURL=key-rotation.test.js.map