import { bearerToken } from '@smarterfirms/platform/bearer';
import { TokenRefused } from './access-token.js';
export function createAuthenticate(verifier, revocations) {
    return async (authorization) => {
        if (authorization === undefined || authorization === null || authorization === '')
            return undefined;
        const token = bearerToken(typeof authorization === 'string' ? authorization : undefined);
        if (!token)
            throw new TokenRefused('invalid');
        const verified = await verifier.verify(token);
        if (!revocations.known)
            await revocations.firstLook();
        if (!revocations.known)
            throw new TokenRefused('unavailable');
        if (revocations.has(verified.principal.sessionId))
            throw new TokenRefused('revoked');
        return verified;
    };
}
//# sourceMappingURL=authenticate.js.map