import type { Log } from '@smarterfirms/platform/log';
import type { RequestHandler } from 'express';
import type { IdentityEngine } from '../identity/engine.ts';

/**
 * GET /jwks.json, public: the keys that verify access tokens, as a JSON Web Key Set.
 *
 * A new key pair signs as soon as it exists; a verifier that meets a `kid` that it does not know fetches this again. The old
 * public key stays here for a day longer than it signs.
 */
export function keySetRoute(engine: IdentityEngine, log: Log): RequestHandler {
  return async (_request, response) => {
    try {
      response.set('cache-control', 'public, max-age=300').json(await engine.publicKeys());
    } catch (error) {
      log.error({ err: error }, 'the key set could not be read');
      response.status(503).set('cache-control', 'no-store').json({ error: 'The key set is not available. Try again.' });
    }
  };
}
