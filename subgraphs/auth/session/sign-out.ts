import type { AuthContext } from '../context.ts';
import type { Refusal } from '../refusal.ts';
import { endSession } from './session-records.ts';

export type SignOutCode = 'SESSION_NOT_FOUND';

/** Ends the session of a token. Its access tokens are refused as soon as the gateway has heard of it, within seconds. */
export async function signOut(
  sessionToken: string,
  { engine, database }: AuthContext,
): Promise<{ signedOut: true } | { refusal: Refusal<SignOutCode> }> {
  const session = await engine.findSession(sessionToken);
  if (session && (await endSession(database, session))) return { signedOut: true };
  return { refusal: { code: 'SESSION_NOT_FOUND', message: 'This session has ended already.', field: 'sessionToken' } };
}
