import { bearerToken } from '@smarterfirms/platform/bearer';
import { type AccessTokenVerifier, TokenRefused, type VerifiedToken } from './access-token.ts';
import type { Revocations } from './revocations.ts';

/** Who sends this `Authorization` value; undefined when there is none. Throws TokenRefused, and never takes a bad token for anonymous. */
export type Authenticate = (authorization: unknown) => Promise<VerifiedToken | undefined>;

export function createAuthenticate(verifier: AccessTokenVerifier, revocations: Revocations): Authenticate {
  return async (authorization) => {
    if (authorization === undefined || authorization === null || authorization === '') return undefined;
    const token = bearerToken(typeof authorization === 'string' ? authorization : undefined);
    if (!token) throw new TokenRefused('invalid');
    const verified = await verifier.verify(token);
    if (!revocations.known) await revocations.firstLook();
    if (!revocations.known) throw new TokenRefused('unavailable');
    if (revocations.has(verified.principal.sessionId)) throw new TokenRefused('revoked');
    return verified;
  };
}
