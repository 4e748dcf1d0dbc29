import { asId, type FirmId } from '@smarterfirms/platform/ids';
import { type Connection, inFirm, type Pool } from '@smarterfirms/platform/postgres';
import { announcementOf, type ToldEvent } from '../announcement/told-event.ts';
import { emailOf } from '../email/email.ts';
import type { Mailer } from '../email/mailer.ts';
import { EmailNotSentError } from './event-errors.ts';

interface DeliveryRow {
  address: string;
  firm_name: string;
  name: string;
  time_zone: string;
  locale: string;
}

/**
 * Sends the event's emails that are not sent yet, each marked SENT in the transaction that holds its row locked, so that
 * two deliveries of one event never send at the same time. A crash after the mail server took the email and before the
 * commit sends that one again, with the same Message-ID: at worst twice, never not at all.
 *
 * One that the mail server refuses is marked FAILED and the others are still sent; then an EmailNotSentError is thrown, so
 * that the queue delivers the event again.
 */
export async function sendEmails(
  event: ToldEvent,
  parts: { pool: Pool; mailer: Mailer; webOrigin: string },
): Promise<void> {
  const firmId = asId('firm', event.payload.firmId);
  const unsent = await inFirm(parts.pool, firmId, (connection) => unsentDeliveries(connection, event.id));
  const failures: unknown[] = [];
  for (const id of unsent) {
    const failure = await sendOne(id, event, firmId, parts);
    if (failure) failures.push(failure.cause);
  }
  if (failures.length > 0) {
    throw new EmailNotSentError(`${failures.length} of ${unsent.length} emails about ${event.id} were not sent`, {
      cause: failures[0],
    });
  }
}

async function unsentDeliveries(connection: Connection, eventId: string): Promise<string[]> {
  const { rows } = await connection.query<{ id: string }>(
    `select delivery.id from delivery join notification on notification.id = notification_id
     where event_id = $1 and status <> 'SENT' order by delivery.id`,
    [eventId],
  );
  return rows.map(({ id }) => id);
}

function sendOne(
  id: string,
  event: ToldEvent,
  firmId: FirmId,
  { pool, mailer, webOrigin }: { pool: Pool; mailer: Mailer; webOrigin: string },
): Promise<{ cause: unknown } | undefined> {
  return inFirm(pool, firmId, async (connection) => {
    const delivery = await lockUnsent(connection, id);
    if (!delivery) return undefined;
    const { address, firm_name, name, time_zone, locale } = delivery;
    const audience = { firmId, firmName: firm_name, recipientName: name, timeZone: time_zone, locale };
    const email = emailOf(announcementOf(event, audience), audience, webOrigin);
    try {
      await mailer.send(email, { to: { name, address }, deliveryId: id });
    } catch (cause) {
      await connection.query(`update delivery set status = 'FAILED', attempts = attempts + 1 where id = $1`, [id]);
      return { cause };
    }
    await connection.query(
      `update delivery set status = 'SENT', attempts = attempts + 1, sent_at = now() where id = $1`,
      [id],
    );
    return undefined;
  });
}

/** Waits for another worker that is sending this one; nothing when it was sent meanwhile. */
async function lockUnsent(connection: Connection, id: string): Promise<DeliveryRow | undefined> {
  const { rows } = await connection.query<DeliveryRow>(
    `select address, firm.name as firm_name, recipient.name, recipient.time_zone, recipient.locale
     from delivery
     join notification on notification.id = notification_id
     join firm using (firm_id)
     join recipient using (user_id)
     where delivery.id = $1 and status <> 'SENT'
     for update of delivery`,
    [id],
  );
  return rows[0];
}
