import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { ed25519, person } from '../testing/test-keys.js';
/** Confusions of JSON Web Tokens, each a token that some verifier somewhere has taken. */
let graph;
let payload;
beforeAll(async () => {
    graph = await startTestGraph();
    payload = (await graph.token(person(['firm:read'], ownFirm))).split('.')[1] ?? '';
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
});
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const statusOf = async (authorization) => (await graph.post(`{ firm(id: "${ownFirm}") { name } }`, { headers: { authorization } })).status;
test('a token without a signature is refused, however its algorithm is written', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
        expect(await statusOf(`Bearer ${part({ alg, kid: 'auth-1' })}.${payload}.`)).toBe(401);
        expect(await statusOf(`Bearer ${part({ alg, kid: 'auth-1' })}.${payload}`)).toBe(401);
    }
});
test('the public key is no secret: a token that is signed with it as one is refused', async () => {
    const jwks = 'the published key in any of its forms';
    for (const alg of ['HS256', 'HS384', 'HS512']) {
        const signed = `${part({ alg, kid: 'auth-1', typ: 'JWT' })}.${payload}`;
        const mac = createHmac(alg.replace('HS', 'sha'), jwks).update(signed).digest('base64url');
        expect(await statusOf(`Bearer ${signed}.${mac}`)).toBe(401);
    }
});
test('a key that a token brings along, or points to, is not looked at', async () => {
    const own = ed25519('auth-1');
    const { privateKey } = generateKeyPairSync('ed25519');
    const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
    for (const header of [
        { alg: 'EdDSA', jwk },
        { alg: 'EdDSA', kid: 'auth-1', jwk },
        { alg: 'EdDSA', jku: 'http://127.0.0.1:1/jwks.json', kid: 'other' },
        { alg: 'EdDSA', x5u: 'http://127.0.0.1:1/cert.pem' },
        { alg: 'EdDSA', kid: '../../../../dev/null' },
        { alg: 'EdDSA', kid: "auth-1' or '1'='1" },
        { alg: 'EdDSA', kid: 'auth-1', crit: ['exp'] },
        { alg: 'EdDSA', kid: 'auth-1', b64: false, crit: ['b64'] },
    ]) {
        const signed = `${part(header)}.${payload}`;
        const signature = sign(null, Buffer.from(signed), privateKey).toString('base64url');
        expect([header, await statusOf(`Bearer ${signed}.${signature}`)]).toEqual([header, 401]);
    }
    expect(await statusOf(`Bearer ${await graph.token(person([], ownFirm), { key: own.private })}`)).toBe(401);
});
test('a token of another time, or one that is not of this kind at all, is refused', async () => {
    const claims = (changes) => graph.token(person(['firm:read'], ownFirm), { claims: changes });
    expect(await statusOf(`Bearer ${await claims({ nbf: Math.floor(Date.now() / 1_000) + 600 })}`)).toBe(401);
    for (const text of ['', ' ', 'a.b.c', '....', `${'x'.repeat(9_000)}`, payload, 'null', 'undefined', '{}'])
        expect(await statusOf(`Bearer ${text}`)).toBe(401);
    for (const scheme of ['Basic YTpi', 'bearer', 'Token x', 'Bearer'])
        expect(await statusOf(scheme)).toBe(401);
});
test('claims that are not of their kind are refused, not guessed at', async () => {
    for (const claims of [
        { sub: 7 },
        { firm: ['a', 'b'] },
        { role: 'OWNER' },
        { scope: ['firm:read'] },
        { sv: 'one' },
        { sid: {} },
    ]) {
        const token = await graph.token(person(['firm:read'], ownFirm), { claims: claims });
        const status = await statusOf(`Bearer ${token}`);
        // `sub` is set by the signer after the claims; what remains of the change is the person's own id.
        expect([claims, status]).toEqual([claims, 'sub' in claims ? 200 : 401]);
    }
});
test('a token in the query string, a cookie or the body is none', async () => {
    const token = await graph.token(person(['firm:read'], ownFirm));
    const query = `{ firm(id: "${ownFirm}") { name } }`;
    const attempts = [
        graph.send({
            path: `?access_token=${token}`,
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query }),
        }),
        graph.post(query, { headers: { cookie: `__Host-session=${token}; authorization=Bearer ${token}` } }),
        graph.post(query, { headers: { 'x-authorization': `Bearer ${token}`, 'x-access-token': token } }),
        graph.send({
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query, extensions: { authorization: `Bearer ${token}` }, authorization: token }),
        }),
    ];
    for (const { body } of await Promise.all(attempts))
        expect(body.data).toEqual({ firm: null });
});
//# sourceMappingURL=tokens.test.js.map