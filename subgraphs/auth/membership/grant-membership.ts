import type { Role } from '@smarterfirms/platform/access';
import { newEvent } from '@smarterfirms/platform/events';
import { asOwner } from '@smarterfirms/platform/firm-transaction';
import { asId, type FirmId, type UserId } from '@smarterfirms/platform/ids';
import type { AuthContext } from '../context.ts';
import { insertEvent } from '../outbox/outbox-records.ts';
import type { Refusal } from '../refusal.ts';
import { raiseSessionVersions } from '../session/session-records.ts';
import { findUser } from '../user/user-records.ts';
import { insertMembershipOnce, type MembershipRow, roleOf } from './membership-records.ts';

export type GrantMembershipCode = 'USER_NOT_FOUND' | 'ROLE_DIFFERS';
export type GrantMembershipOutcome = { membership: MembershipRow } | { refusal: Refusal<GrantMembershipCode> };

/**
 * Makes a person a member of a firm, once: repeating it, also at the same moment, finds the membership that is there and
 * tells nobody again. The event is written in the same transaction.
 */
export async function grantMembership(
  { firmId, userId, role }: { firmId: FirmId; userId: UserId; role: Role },
  { database, wakeOutbox }: AuthContext,
): Promise<GrantMembershipOutcome> {
  const granted = await asOwner(database, { firmId, userId }, async (transaction) => {
    if (!(await findUser(transaction, userId))) return undefined;
    const { row, isNew } = await insertMembershipOnce(transaction, { firmId, userId, role });
    if (isNew) {
      const membershipId = asId('membership', row.id);
      await insertEvent(transaction, newEvent('membership.granted', { membershipId, firmId, userId, role }));
      await raiseSessionVersions(transaction, userId);
    }
    return row;
  });
  if (!granted) return refused('USER_NOT_FOUND', 'There is no such person.', 'userId');
  if (roleOf(granted) !== role) {
    return refused('ROLE_DIFFERS', `The person is a member already, as ${granted.role}; nothing was changed.`, 'role');
  }
  wakeOutbox();
  return { membership: granted };
}

function refused(code: GrantMembershipCode, message: string, field: string): { refusal: Refusal<GrantMembershipCode> } {
  return { refusal: { code, message, field } };
}
