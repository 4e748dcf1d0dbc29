import { generateKeyPairSync } from 'node:crypto';
import { newId } from '@smarterfirms/platform/ids';
import { importJWK, SignJWT } from 'jose';
export function ed25519(kid) {
    const pair = generateKeyPairSync('ed25519');
    return {
        private: { ...pair.privateKey.export({ format: 'jwk' }), kid },
        public: { ...pair.publicKey.export({ format: 'jwk' }), kid },
    };
}
export function person(scopes, firmId = newId('firm')) {
    return { userId: newId('user'), sessionId: newId('session'), firmId, role: 'owner', scopes };
}
export const issuer = 'https://gateway.test';
/** An access token as auth mints them. */
export async function accessToken({ userId, sessionId, firmId, role, scopes }, { key, issuer: iss = issuer, audience = 'smarterfirms', expiresIn = 900, claims = {}, }) {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ sid: sessionId, sv: 1, firm: firmId, role, scope: scopes.join(' '), ...claims })
        .setProtectedHeader({ alg: 'EdDSA', kid: key.kid })
        .setSubject(userId)
        .setIssuer(iss)
        .setAudience(audience)
        .setIssuedAt(now - 60)
        .setExpirationTime(now + expiresIn)
        .sign(await importJWK(key, 'EdDSA'));
}
//# sourceMappingURL=test-keys.js.map