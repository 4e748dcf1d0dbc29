import { type AccessTokenVerifier, type VerifiedToken } from './access-token.ts';
import type { Revocations } from './revocations.ts';
/** Who sends this `Authorization` value; undefined when there is none. Throws TokenRefused, and never takes a bad token for anonymous. */
export type Authenticate = (authorization: unknown) => Promise<VerifiedToken | undefined>;
export declare function createAuthenticate(verifier: AccessTokenVerifier, revocations: Revocations): Authenticate;
