import { hashApiKey, isApiKey } from '@smarterfirms/platform/api-key';
import { bearerToken } from '@smarterfirms/platform/bearer';
import { type CallSealer, sealedHeaders } from '@smarterfirms/platform/call-seal';
import type { Log } from '@smarterfirms/platform/log';
import { servicePrincipal, type UserPrincipal, userPrincipal } from '@smarterfirms/platform/principal';
import type { ServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { inSpan } from '@smarterfirms/platform/span';
import { traceHeaders } from '@smarterfirms/platform/trace-context';
import { z } from 'zod';
import { Recent } from '../operation/recent.ts';
import { TokenRefused } from './access-token.ts';
import type { Authenticate } from './authenticate.ts';

const answer = z.object({ principal: userPrincipal.nullable() });

/** How long an answer of auth holds: a revoked key, or a role that was lost, is noticed within this time. */
const answerLifeMs = 10_000;
const timeoutMs = 3_000;
/** Answers kept, those about keys that nobody knows included: a flood of made-up keys must not become one of requests. */
const answersMax = 10_000;

interface Answered {
  principal: Promise<UserPrincipal | null>;
  until: number;
}

export interface ApiKeyOptions {
  /** Auth's `POST /api-keys/verify`. */
  url: string;
  signer: ServiceTokenSigner;
  seal: CallSealer;
  log: Log;
  now?: () => number;
}

/**
 * Finds out for whom a program asks by its API key. Auth is told the key's hash only, and asked once in ten seconds per
 * key, however many requests come with it. While auth is away a key whose answer has run out cannot be checked.
 */
export function createApiKeyAuthenticate({ url, signer, seal, log, now = Date.now }: ApiKeyOptions): Authenticate {
  const answers = new Recent<Answered>(answersMax);
  return async (authorization) => {
    if (authorization === undefined || authorization === null || authorization === '') return undefined;
    const key = bearerToken(typeof authorization === 'string' ? authorization : undefined);
    if (!key || !isApiKey(key)) throw new TokenRefused('invalid');
    const hash = hashApiKey(key);
    let answered = answers.get(hash);
    if (!answered || answered.until <= now()) {
      answered = {
        principal: inSpan('auth verify API key', { kind: 'client' }, () => verify(hash)),
        until: now() + answerLifeMs,
      };
      answers.set(hash, answered);
      // A failure is not an answer: the next request asks again.
      answered.principal.catch(() => answers.delete(hash));
    }
    const principal = await answered.principal;
    if (!principal) throw new TokenRefused('invalid');
    return { principal, expiresAt: answered.until };
  };

  async function verify(keyHash: string): Promise<UserPrincipal | null> {
    try {
      const body = JSON.stringify({ keyHash });
      const principal = servicePrincipal.parse({ kind: 'service', service: 'gateway' });
      const sealed = await sealedHeaders({ signer, seal }, { audience: 'auth', principal, body });
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sealed, ...traceHeaders() },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok) throw new Error(`auth answered ${response.status}`);
      return answer.parse(await response.json()).principal;
    } catch (error) {
      log.error({ err: error }, 'an API key could not be checked');
      throw new TokenRefused('unavailable', error);
    }
  }
}
