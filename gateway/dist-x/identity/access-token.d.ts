import type { Log } from '@smarterfirms/platform/log';
import { type Principal } from '@smarterfirms/platform/principal';
/** A token of somebody who may sign in again. `unavailable` says nothing about the token: its keys could not be had. */
export type TokenRefusal = 'expired' | 'invalid' | 'revoked' | 'unavailable';
export declare class TokenRefused extends Error {
    readonly reason: TokenRefusal;
    constructor(reason: TokenRefusal, cause?: unknown);
}
export interface VerifiedToken {
    principal: Principal & {
        kind: 'user';
    };
    /** Milliseconds since 1970. */
    expiresAt: number;
}
export interface AccessTokenVerifier {
    /** Throws TokenRefused. */
    verify(token: string): Promise<VerifiedToken>;
    stop(): void;
}
export interface AccessTokenOptions {
    jwksUrl: string;
    issuer: string;
    log: Log;
    /** Between two looks for a key that is not known, so that made-up key ids cause no storm of requests. */
    cooldownMs?: number;
    /** Between two refreshes of the whole set: a key that auth has withdrawn is trusted no longer than this. */
    refreshMs?: number;
}
/** Verifies access tokens offline against auth's published keys. While auth is away the keys known so far stay good. */
export declare function createAccessTokenVerifier({ jwksUrl, issuer, log, cooldownMs, refreshMs, }: AccessTokenOptions): AccessTokenVerifier;
