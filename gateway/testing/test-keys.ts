import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { newId } from '@smarterfirms/platform/ids';
import { importJWK, type JWK, SignJWT } from 'jose';

/** What the gateway and the subgraphs of one test file share. */
export const callSealSecret = randomBytes(32).toString('base64url');

export interface KeyPair {
  private: JWK & { kid: string };
  public: JWK & { kid: string; kty: string };
}

export function ed25519(kid: string): KeyPair {
  const pair = generateKeyPairSync('ed25519');
  return {
    private: { ...(pair.privateKey.export({ format: 'jwk' }) as JWK), kid },
    public: { ...(pair.publicKey.export({ format: 'jwk' }) as JWK & { kty: string }), kid },
  };
}

export interface Person {
  userId: string;
  sessionId: string;
  firmId?: string;
  role?: string;
  scopes: string[];
}

export function person(scopes: string[], firmId: string = newId('firm')): Person {
  return { userId: newId('user'), sessionId: newId('session'), firmId, role: 'owner', scopes };
}

export interface TokenChanges {
  key?: KeyPair['private'];
  issuer?: string;
  audience?: string;
  /** Seconds from now. */
  expiresIn?: number;
  claims?: Record<string, unknown>;
}

export const issuer = 'https://gateway.test';

/** An access token as auth mints them. */
export async function accessToken(
  { userId, sessionId, firmId, role, scopes }: Person,
  {
    key,
    issuer: iss = issuer,
    audience = 'smarterfirms',
    expiresIn = 900,
    claims = {},
  }: TokenChanges & { key: KeyPair['private'] },
): Promise<string> {
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
