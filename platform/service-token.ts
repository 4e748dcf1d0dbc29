import { createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { type Principal, principal as principalSchema } from './principal.ts';

/** Issuers whose tokens may carry somebody else's principal; every other issuer speaks for itself only. */
const delegates = new Set(['gateway']);
const lifeSeconds = 120;
/** A cached token is handed out only while this much of its life is left, so it never expires on the way. */
const headroomSeconds = 45;
const cacheEntriesMax = 10_000;

export const signingKey = z.looseObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  d: z.string(),
  kid: z.string(),
});
export const trustKeys = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })).min(1) });

export interface ServiceTokenSigner {
  /** A JWT for one audience (a subgraph's name) on behalf of the principal; undefined stands for an anonymous client. */
  sign(audience: string, principal: Principal | undefined): Promise<string>;
  /** The same where it has been signed before and is good for a while yet: without waiting. */
  signed(audience: string, principal: Principal | undefined): string | undefined;
}

/** Signs calls between services with the caller's own key; tokens are reused for their life, per audience and principal. */
export async function createServiceTokenSigner(issuer: string, key: JWK): Promise<ServiceTokenSigner> {
  const privateKey = await importJWK(key, 'EdDSA');
  const cache = new Map<string, SignedToken>();
  // Who has a token sends it with request after request, and is the same object each time: that is found without a text.
  const byPrincipal = new WeakMap<object, Map<string, SignedToken>>();
  return {
    signed(audience, principal) {
      const known = byPrincipal.get(principal ?? anonymous)?.get(audience);
      return known && known.usableUntil > Date.now() / 1_000 ? known.token : undefined;
    },
    async sign(audience, principal) {
      const cacheKey = `${audience} ${textOf(principal)}`;
      const now = Math.floor(Date.now() / 1000);
      const cached = cache.get(cacheKey);
      if (cached && cached.usableUntil > now) return remembered(audience, principal, cached);
      const token = await new SignJWT({ principal: principal ?? null })
        .setProtectedHeader({ alg: 'EdDSA', kid: issuer })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + lifeSeconds)
        .sign(privateKey);
      // Oldest entries go first: a Map iterates in insertion order.
      if (cache.size >= cacheEntriesMax)
        for (const oldest of cache.keys()) {
          cache.delete(oldest);
          break;
        }
      const signed = { token, usableUntil: now + lifeSeconds - headroomSeconds };
      cache.set(cacheKey, signed);
      return remembered(audience, principal, signed);
    },
  };

  function remembered(audience: string, principal: Principal | undefined, signed: SignedToken): string {
    const key = principal ?? anonymous;
    const byAudience = byPrincipal.get(key) ?? new Map<string, SignedToken>();
    byPrincipal.set(key, byAudience);
    byAudience.set(audience, signed);
    return signed.token;
  }
}

interface SignedToken {
  token: string;
  /** Seconds since 1970. */
  usableUntil: number;
}

const anonymous = {};
const texts = new WeakMap<Principal, string>();

/** A principal lives as long as its token: its text is made once, not for every call. */
function textOf(principal: Principal | undefined): string {
  if (!principal) return '';
  let text = texts.get(principal);
  if (text === undefined) {
    text = JSON.stringify(principal);
    texts.set(principal, text);
  }
  return text;
}

export interface ServiceTokenVerifier {
  /** Who the caller vouches for; undefined for an anonymous client. Throws when the token is not to be trusted. */
  verify(token: string): Promise<Principal | undefined>;
}

/** Verifies tokens that are addressed to this audience, offline, by the committed set of public keys. */
export function createServiceTokenVerifier(audience: string, trusted: JSONWebKeySet): ServiceTokenVerifier {
  const keySet = createLocalJWKSet(trusted);
  return {
    async verify(token) {
      const { payload, protectedHeader } = await jwtVerify(token, keySet, {
        audience,
        algorithms: ['EdDSA'],
        requiredClaims: ['iss', 'exp', 'iat'],
        maxTokenAge: lifeSeconds,
        clockTolerance: 5,
      });
      // The key id is the issuer's name: a service that signs with its own key cannot claim to be another one.
      if (payload.iss !== protectedHeader.kid) throw new Error('the issuer is not the owner of the key');
      const principal = principalSchema.nullable().parse(payload['principal']) ?? undefined;
      const speaksForItself = principal?.kind === 'service' && principal.service === payload.iss;
      if (!speaksForItself && !delegates.has(payload.iss ?? '')) throw new Error('the issuer may not speak for others');
      if (principal?.kind === 'service' && !speaksForItself) throw new Error('nobody may speak for another service');
      return principal;
    },
  };
}
