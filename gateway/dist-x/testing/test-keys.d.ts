import { type JWK } from 'jose';
export interface KeyPair {
    private: JWK & {
        kid: string;
    };
    public: JWK & {
        kid: string;
        kty: string;
    };
}
export declare function ed25519(kid: string): KeyPair;
export interface Person {
    userId: string;
    sessionId: string;
    firmId?: string;
    role?: string;
    scopes: string[];
}
export declare function person(scopes: string[], firmId?: string): Person;
export interface TokenChanges {
    key?: KeyPair['private'];
    issuer?: string;
    audience?: string;
    /** Seconds from now. */
    expiresIn?: number;
    claims?: Record<string, unknown>;
}
export declare const issuer = "https://gateway.test";
/** An access token as auth mints them. */
export declare function accessToken({ userId, sessionId, firmId, role, scopes }: Person, { key, issuer: iss, audience, expiresIn, claims, }: TokenChanges & {
    key: KeyPair['private'];
}): Promise<string>;
