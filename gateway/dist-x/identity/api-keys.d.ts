import type { Log } from '@smarterfirms/platform/log';
import type { ServiceTokenSigner } from '@smarterfirms/platform/service-token';
import type { Authenticate } from './authenticate.ts';
export interface ApiKeyOptions {
    /** Auth's `POST /api-keys/verify`. */
    url: string;
    signer: ServiceTokenSigner;
    log: Log;
    now?: () => number;
}
/**
 * Finds out for whom a program asks by its API key. Auth is told the key's hash only, and asked once in ten seconds per
 * key, however many requests come with it. While auth is away a key whose answer has run out cannot be checked.
 */
export declare function createApiKeyAuthenticate({ url, signer, log, now }: ApiKeyOptions): Authenticate;
