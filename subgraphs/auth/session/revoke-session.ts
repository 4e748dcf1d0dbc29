import { isId, type UserId } from '@smarterfirms/platform/ids';
import type { AuthContext } from '../context.ts';
import type { Refusal } from '../refusal.ts';
import { endSession } from './session-records.ts';

export type RevokeSessionCode = 'SESSION_NOT_FOUND';

/** Ends one of a person's own sessions. Somebody else's looks exactly like one that never was. */
export async function revokeSession(
  sessionId: string,
  userId: UserId,
  { database }: AuthContext,
): Promise<{ sessionId: string } | { refusal: Refusal<RevokeSessionCode> }> {
  if (isId('session', sessionId) && (await endSession(database, { id: sessionId, userId }))) return { sessionId };
  const message = 'You have no such session: it may have ended already.';
  return { refusal: { code: 'SESSION_NOT_FOUND', message, field: 'sessionId' } };
}
