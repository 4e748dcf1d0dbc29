import type { CallSealCheck } from '@smarterfirms/platform/call-seal';
import type { Log } from '@smarterfirms/platform/log';
import type { ServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import type { Request, RequestHandler } from 'express';
import type { Database } from '../database.ts';
import { isService } from './service-caller.ts';
import { listRevokedSessions } from './session-records.ts';

/**
 * GET /revocations, for our own services: `{ "sessionIds": ["ses_…"] }`, the sessions that ended in the last 20 minutes.
 *
 * Access tokens are verified offline and live for 15 minutes, so ending a session does not end them. The gateway reads this
 * list every 5 seconds and refuses tokens whose `sid` is in it: that is how a revocation is honoured within 10 seconds. The
 * list is whole each time, so a gateway that has just started, or missed a few answers, knows everything after one.
 */
export function revocationsRoute({
  database,
  verifier,
  checkSeal,
  log,
}: {
  database: Database;
  verifier: ServiceTokenVerifier;
  checkSeal: CallSealCheck;
  log: Log;
}): RequestHandler {
  return async (request, response) => {
    response.set('cache-control', 'no-store');
    if (!((await isService(request, verifier)) && isSealed(request))) {
      response.status(401).json({ error: 'A service token is needed.' });
      return;
    }
    try {
      response.json({ sessionIds: await listRevokedSessions(database) });
    } catch (error) {
      log.error({ err: error }, 'the revocations could not be read');
      response.status(503).json({ error: 'The revocations are not available. Try again.' });
    }
  };
  function isSealed({ headers }: Request): boolean {
    try {
      checkSeal(headers, Buffer.alloc(0));
      return true;
    } catch (error) {
      log.warn({ err: error }, 'refused to show the revocations without a valid seal');
      return false;
    }
  }
}
