import type { Log } from '@smarterfirms/platform/log';
import type { ServiceTokenSigner } from '@smarterfirms/platform/service-token';
export interface Revocations {
    /**
     * False until the list has been had once. A gateway that starts while auth is away knows of no revocation yet: it must
     * not take that for "nobody is revoked".
     */
    readonly known: boolean;
    /** Resolves when the list has been had, or after the time of one attempt. */
    firstLook(): Promise<void>;
    has(sessionId: string): boolean;
    /** Calls back when the session is revoked, once. @returns a function that stops listening. */
    onRevoked(sessionId: string, listener: () => void): () => void;
    stop(): Promise<void>;
}
export interface RevocationOptions {
    /** Auth's list, GET, with a service token. */
    url: string;
    signer: ServiceTokenSigner;
    log: Log;
    /** Between two looks; a revocation takes effect within about this time. */
    intervalMs?: number;
}
/**
 * Keeps auth's list of revoked sessions at hand.
 *
 * While auth is away the last list stays in force: refusing everybody would turn an outage of auth into one of all. Before
 * there is a first list nobody with a token is served, whose session may have ended long ago.
 */
export declare function watchRevocations({ url, signer, log, intervalMs }: RevocationOptions): Revocations;
