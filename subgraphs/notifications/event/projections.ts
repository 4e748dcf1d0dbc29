import type { EventOf } from '@smarterfirms/platform/events';
import { asId } from '@smarterfirms/platform/ids';
import { inFirm, inTransaction, type Pool } from '@smarterfirms/platform/postgres';

/*
 * Events arrive in any order and more than once. Each projected row keeps when its event occurred, and an older event
 * changes nothing; a repeated one writes what is already there.
 */

/** Keeps how a person is addressed. */
export async function projectRecipient(event: EventOf<'user.registered' | 'user.updated'>, pool: Pool): Promise<void> {
  const { userId, email, name, timeZone, locale } = event.payload;
  await inTransaction(pool, async (connection) => {
    await connection.query("select set_config('app.user_id', $1, true)", [asId('user', userId)]);
    await connection.query(
      `insert into recipient (user_id, email, name, time_zone, locale, as_of) values ($1, $2, $3, $4, $5, $6)
       on conflict (user_id) do update set email = excluded.email, name = excluded.name,
         time_zone = excluded.time_zone, locale = excluded.locale, as_of = excluded.as_of
       where recipient.as_of <= excluded.as_of`,
      [userId, email, name, timeZone, locale, event.occurredAt],
    );
  });
}

/** Keeps a firm's name and zone, and who created it: the owner is known before auth's own event of it arrives. */
export async function projectFirm(event: EventOf<'firm.created' | 'firm.updated'>, pool: Pool): Promise<void> {
  const { firmId, name, timeZone } = event.payload;
  await inFirm(pool, asId('firm', firmId), async (connection) => {
    await connection.query(
      `insert into firm (firm_id, name, time_zone, as_of) values ($1, $2, $3, $4)
       on conflict (firm_id) do update set name = excluded.name, time_zone = excluded.time_zone, as_of = excluded.as_of
       where firm.as_of <= excluded.as_of`,
      [firmId, name, timeZone, event.occurredAt],
    );
    if (event.type !== 'firm.created') return;
    await connection.query(upsertMember, [firmId, event.payload.ownerUserId, 'owner', event.occurredAt]);
  });
}

/** Keeps who belongs to a firm and in which role. */
export async function projectMember(event: EventOf<'membership.granted'>, pool: Pool): Promise<void> {
  const { firmId, userId, role } = event.payload;
  await inFirm(pool, asId('firm', firmId), async (connection) => {
    await connection.query(upsertMember, [firmId, userId, role, event.occurredAt]);
  });
}

const upsertMember = `
  insert into firm_member (firm_id, user_id, role, as_of) values ($1, $2, $3, $4)
  on conflict (firm_id, user_id) do update set role = excluded.role, as_of = excluded.as_of
  where firm_member.as_of <= excluded.as_of`;
