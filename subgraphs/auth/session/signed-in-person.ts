import { asOwner } from '@smarterfirms/platform/firm-transaction';
import type { AuthContext } from '../context.ts';
import type { BegunSession } from '../identity/engine.ts';
import { readUser, type UserRow } from '../user/user-records.ts';
import { removeExpiredSessions } from './session-records.ts';

/** Who has just proved to be somebody: the session that now is theirs, and their profile. */
export interface SignedInPerson {
  sessionToken: string;
  expiresAt: Date;
  user: UserRow;
}

/** Completes a session that was just begun, and lets this request show the person their own profile. */
export async function signedIn({ token, userId }: BegunSession, context: AuthContext): Promise<SignedInPerson> {
  const { database, engine } = context;
  const session = await engine.findSession(token);
  if (!session) throw new Error('a session ended in the moment in which it began');
  const user = await asOwner(database, { userId }, async (transaction) => {
    await removeExpiredSessions(transaction, userId);
    return readUser(transaction, userId);
  });
  context.provenUserId = userId;
  return { sessionToken: token, expiresAt: session.expiresAt, user };
}
