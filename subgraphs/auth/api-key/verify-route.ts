import { scopesOf } from '@smarterfirms/platform/access';
import type { CallSealCheck } from '@smarterfirms/platform/call-seal';
import type { Log } from '@smarterfirms/platform/log';
import type { UserPrincipal } from '@smarterfirms/platform/principal';
import { sealedJson } from '@smarterfirms/platform/sealed-json';
import type { ServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { isService } from '../session/service-caller.ts';
import { findLiveApiKey, type LiveApiKey } from './api-key-records.ts';

const body = z.object({ keyHash: z.string().regex(/^[\w-]{43}$/) });

/**
 * POST /api-keys/verify, for our own services: `{ "keyHash": "…" }` to `{ "principal": {…} }`, or null for a key that is
 * unknown, revoked, run out, or of somebody who has left the firm. The key itself never gets here.
 *
 * What the key may do is decided now: what it was given, less what its creator may no longer do.
 */
export function verifyApiKeyRoute({
  database,
  verifier,
  checkSeal,
  log,
}: {
  database: Database;
  verifier: ServiceTokenVerifier;
  checkSeal: CallSealCheck;
  log: Log;
}): RequestHandler[] {
  return [
    async (request, response, next) => {
      response.set('cache-control', 'no-store');
      if (await isService(request, verifier)) next();
      else refuse(response);
    },
    sealedJson(checkSeal, '1kb', (response, reason) => {
      log.warn({ reason }, 'refused a check of an API key without a valid seal');
      refuse(response);
    }),
    async (request, response) => {
      const parsed = body.safeParse(request.body);
      if (!parsed.success) {
        response.status(400).json({ error: 'Send {"keyHash": "<the SHA-256 of the key in base64url>"}.' });
        return;
      }
      try {
        const key = await findLiveApiKey(database, parsed.data.keyHash);
        response.json({ principal: key ? principalOf(key) : null });
      } catch (error) {
        log.error({ err: error }, 'an API key could not be looked up');
        response.status(503).json({ error: 'API keys cannot be checked right now. Try again.' });
      }
    },
  ];
}

function refuse(response: Response): void {
  response.status(401).json({ error: 'A service token is needed.' });
}

function principalOf({ id, firmId, userId, role, scopes }: LiveApiKey): UserPrincipal {
  const allowed: readonly string[] = scopesOf(role);
  return {
    kind: 'user',
    userId,
    firmId,
    role,
    scopes: scopes.filter((scope) => allowed.includes(scope)),
    // A key is its own session: revoking the person's browser sessions leaves it, revoking the key ends it.
    sessionId: id,
    sessionVersion: 0,
    apiKeyId: id,
  };
}
