import { type Role, type Scope, scopesOf } from '@smarterfirms/platform/access';
import { asOwner } from '@smarterfirms/platform/firm-transaction';
import { type FirmId, isId, type UserId } from '@smarterfirms/platform/ids';
import type { AuthContext } from '../context.ts';
import { findRole } from '../membership/membership-records.ts';
import type { Refusal } from '../refusal.ts';
import { touchSession } from './session-records.ts';

const lifeSeconds = 15 * 60;

export type CreateAccessTokenCode = 'SESSION_EXPIRED' | 'NOT_A_MEMBER';

export interface MintedAccessToken {
  accessToken: string;
  expiresAt: Date;
  firmId: FirmId | undefined;
  role: Role | undefined;
  scopes: Scope[];
}

/**
 * Mints an access token from a session, for one firm or for none: what the person may do is decided here, now, and holds
 * for the token's life. The gateway verifies it without asking us (see `GET /jwks.json` and `GET /revocations`).
 */
export async function createAccessToken(
  { sessionToken, firmId }: { sessionToken: string; firmId: string | undefined },
  context: AuthContext,
): Promise<{ minted: MintedAccessToken } | { refusal: Refusal<CreateAccessTokenCode> }> {
  const { engine, database } = context;
  const session = await engine.findSession(sessionToken);
  const version = session && (await asOwner(database, session, (transaction) => touchSession(transaction, session.id)));
  if (!session || version === undefined) {
    return refused('SESSION_EXPIRED', 'Your session has ended. Sign in again.', 'sessionToken');
  }

  const membership = firmId === undefined ? undefined : await findMembership(firmId, session.userId, context);
  if (firmId !== undefined && !membership) {
    return refused('NOT_A_MEMBER', 'You are not a member of this firm, or there is no such firm.', 'firmId');
  }

  const scopes = scopesOf(membership?.role);
  const issuedAt = Math.floor(Date.now() / 1000);
  const accessToken = await engine.signAccessToken({
    sub: session.userId,
    sid: session.id,
    sv: version,
    auth_time: Math.floor(session.begunAt.getTime() / 1000),
    scope: scopes.join(' '),
    ...(membership ? { firm: membership.firmId, role: membership.role } : {}),
    iat: issuedAt,
    exp: issuedAt + lifeSeconds,
  });
  const expiresAt = new Date((issuedAt + lifeSeconds) * 1000);
  return { minted: { accessToken, expiresAt, firmId: membership?.firmId, role: membership?.role, scopes } };
}

async function findMembership(
  firmId: string,
  userId: UserId,
  { database }: AuthContext,
): Promise<{ firmId: FirmId; role: Role } | undefined> {
  if (!isId('firm', firmId)) return undefined;
  const role = await asOwner(database, { userId }, (transaction) => findRole(transaction, { firmId, userId }));
  return role && { firmId, role };
}

function refused(
  code: CreateAccessTokenCode,
  message: string,
  field: string,
): { refusal: Refusal<CreateAccessTokenCode> } {
  return { refusal: { code, message, field } };
}
