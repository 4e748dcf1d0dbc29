import type { IncomingMessage } from 'node:http';
import { bearerToken } from '@smarterfirms/platform/bearer';
import type { ServiceTokenVerifier } from '@smarterfirms/platform/service-token';

/** Whether one of our services asks for itself. A token that carries a person was made for a request of theirs: not for this. */
export async function isService({ headers }: IncomingMessage, verifier: ServiceTokenVerifier): Promise<boolean> {
  const token = bearerToken(headers.authorization);
  if (!token) return false;
  const principal = await verifier.verify(token).catch(() => undefined);
  return principal?.kind === 'service';
}
