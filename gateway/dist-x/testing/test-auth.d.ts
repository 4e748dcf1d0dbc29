import type { KeyPair } from './test-keys.ts';
/** What auth serves for the gateway: its public key and the list of revoked sessions. */
export declare function startTestAuth(key: KeyPair['public']): Promise<{
    url: string;
    jwksFetches: () => number;
    setDown(value: boolean): void;
    revoke: (sessionId: string) => undefined;
    stop(): Promise<void>;
}>;
