import { asId, newId } from '@smarterfirms/platform/ids';
import { type Connection, inFirm, type Pool } from '@smarterfirms/platform/postgres';
import type { Audience } from '../announcement/announcement.ts';
import { announcementOf, type ToldEvent } from '../announcement/told-event.ts';
import { NotKnownYetError } from './event-errors.ts';

interface RecipientRow {
  member_id: string;
  user_id: string | null;
  email: string;
  name: string;
  time_zone: string;
  locale: string;
}

/**
 * Writes what every owner and admin of the firm is told, and whoever asked for the sync, each with a pending delivery; all
 * in one transaction with the event's id, so a repeated event writes nothing. A failure that comes back with every sync is
 * told once a day: its sync is in the history.
 *
 * Throws a NotKnownYetError when the firm, or one of these people, is not in the projections yet.
 */
export async function writeNotifications(event: ToldEvent, { pool, now }: { pool: Pool; now: Date }): Promise<void> {
  const { firmId } = event.payload;
  await inFirm(pool, asId('firm', firmId), async (connection) => {
    if (!(await isFirst(connection, event.id))) return;
    await forgetOld(connection);

    const { rows: firms } = await connection.query<{ name: string }>('select name from firm where firm_id = $1', [
      firmId,
    ]);
    const [firm] = firms;
    if (!firm) throw new NotKnownYetError(`the firm of ${event.type} is not known yet: ${firmId}`);
    const sameOfDay = failureOfDay(event);
    if (sameOfDay && !(await isFirst(connection, sameOfDay))) return;
    for (const recipient of await recipientsOf(connection, event)) {
      const audience = {
        firmId,
        firmName: firm.name,
        recipientName: recipient.name,
        timeZone: recipient.time_zone,
        locale: recipient.locale,
      };
      await insertNotification(connection, { event, audience, recipient, now });
    }
  });
}

/** Far longer than a queue and its dead-letter queue can deliver an event again. */
const handledKept = '30 days';
/** More than one event notes, so the table does not grow, and few enough to be no work. */
const forgottenAtOnce = 100;

/** Removes ids of events that cannot come again. What another worker is removing is left to it. */
async function forgetOld(connection: Connection): Promise<void> {
  await connection.query(
    `delete from handled_event where event_id in (
       select event_id from handled_event where handled_at < now() - $1::interval
       order by handled_at limit $2 for update skip locked
     )`,
    [handledKept, forgottenAtOnce],
  );
}

/** Notes an id; false where it was noted before. */
async function isFirst(connection: Connection, id: string): Promise<boolean> {
  const { rowCount } = await connection.query(
    'insert into handled_event (event_id) values ($1) on conflict do nothing',
    [id],
  );
  return rowCount === 1;
}

/** What two failures have in common of which people hear one. */
function failureOfDay({ type, payload, occurredAt }: ToldEvent): string | undefined {
  if (type !== 'sync.failed') return undefined;
  const { firmId, code, message } = payload;
  return JSON.stringify([type, firmId, code, message, occurredAt.slice(0, 10)]);
}

async function recipientsOf(connection: Connection, event: ToldEvent): Promise<RecipientRow[]> {
  const { firmId } = event.payload;
  const requestedBy = event.type === 'sync.completed' ? event.payload.requestedByUserId : undefined;
  const { rows } = await connection.query<RecipientRow>(
    `select firm_member.user_id as member_id, recipient.user_id, email, name, time_zone, locale
     from firm_member left join recipient on recipient.user_id = firm_member.user_id
     where firm_id = $1 and (role in ('owner', 'admin') or firm_member.user_id = $2)
     order by member_id`,
    [firmId, requestedBy ?? null],
  );
  const missing = rows.filter((row) => !row.user_id).map((row) => row.member_id);
  if (rows.length === 0) throw new NotKnownYetError(`no owner of the firm is known yet: ${firmId}`);
  if (missing.length > 0) throw new NotKnownYetError(`not known yet: ${missing.join(', ')}`);
  return rows;
}

async function insertNotification(
  connection: Connection,
  { event, audience, recipient, now }: { event: ToldEvent; audience: Audience; recipient: RecipientRow; now: Date },
): Promise<void> {
  const { kind, title, body, href } = announcementOf(event, audience);
  const id = newId('notification', now.getTime());
  await connection.query(
    `insert into notification (id, event_id, user_id, firm_id, kind, title, body, href, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, event.id, recipient.user_id, audience.firmId, kind, title, body, href, now],
  );
  await connection.query(
    `insert into delivery (id, notification_id, channel, status, address) values ($1, $2, 'EMAIL', 'PENDING', $3)`,
    [newId('delivery', now.getTime()), id, recipient.email],
  );
}
