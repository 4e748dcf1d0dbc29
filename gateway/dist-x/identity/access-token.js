import { userPrincipal } from '@smarterfirms/platform/principal';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { Recent } from '../operation/recent.js';
export class TokenRefused extends Error {
    constructor(reason, cause) {
        super(`The access token is refused: ${reason}.`, { cause });
        this.reason = reason;
    }
}
const audience = 'smarterfirms';
const clockToleranceSeconds = 5;
const knownTokensMax = 10_000;
/** Verifies access tokens offline against auth's published keys. While auth is away the keys known so far stay good. */
export function createAccessTokenVerifier({ jwksUrl, issuer, log, cooldownMs = 10_000, refreshMs = 600_000, }) {
    const keySet = createRemoteJWKSet(new URL(jwksUrl), {
        cooldownDuration: cooldownMs,
        cacheMaxAge: Number.POSITIVE_INFINITY,
        timeoutDuration: 3_000,
    });
    /** Who has a token sends it with every request; checking a signature costs as much as running a small operation. */
    const known = new Recent(knownTokensMax);
    const refresh = setInterval(() => {
        // A key may have been withdrawn: its tokens have to be checked again.
        known.clear();
        keySet
            .reload()
            .catch((error) => log.warn({ err: error }, 'the keys of access tokens could not be refreshed'));
    }, refreshMs).unref();
    return {
        async verify(token) {
            const seen = known.get(token);
            if (seen && seen.expiresAt > Date.now())
                return seen;
            const payload = await verified(token);
            const fresh = { principal: principalOf(payload), expiresAt: (payload.exp ?? 0) * 1_000 };
            known.set(token, fresh);
            return fresh;
        },
        stop: () => clearInterval(refresh),
    };
    async function verified(token) {
        try {
            const { payload } = await jwtVerify(token, keySet, {
                issuer,
                audience,
                algorithms: ['EdDSA'],
                requiredClaims: ['sub', 'exp', 'iat', 'sid', 'sv', 'scope'],
                clockTolerance: clockToleranceSeconds,
            });
            return payload;
        }
        catch (error) {
            if (error instanceof errors.JWTExpired)
                throw new TokenRefused('expired', error);
            if (isAboutTheToken(error))
                throw new TokenRefused('invalid', error);
            log.error({ err: error }, 'the keys of access tokens could not be had');
            throw new TokenRefused('unavailable', error);
        }
    }
}
/** jose has a class of error per mistake of a token; failures to fetch the keys come as other errors. */
function isAboutTheToken(error) {
    return (error instanceof errors.JWTInvalid ||
        error instanceof errors.JWTClaimValidationFailed ||
        error instanceof errors.JWSInvalid ||
        error instanceof errors.JWSSignatureVerificationFailed ||
        error instanceof errors.JWKSNoMatchingKey ||
        error instanceof errors.JWKSMultipleMatchingKeys ||
        error instanceof errors.JOSEAlgNotAllowed ||
        error instanceof errors.JOSENotSupported);
}
function principalOf({ sub, sid, sv, firm, role, scope, auth_time: authenticatedAt, }) {
    const parsed = userPrincipal.safeParse({
        kind: 'user',
        userId: sub,
        sessionId: sid,
        sessionVersion: sv,
        scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : undefined,
        ...(firm === undefined || firm === null ? {} : { firmId: firm }),
        ...(role === undefined || role === null ? {} : { role }),
        ...(authenticatedAt === undefined || authenticatedAt === null ? {} : { authenticatedAt }),
    });
    if (!parsed.success)
        throw new TokenRefused('invalid', parsed.error);
    return parsed.data;
}
//# sourceMappingURL=access-token.js.map