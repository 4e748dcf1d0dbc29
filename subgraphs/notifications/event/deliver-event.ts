import type { DomainEvent } from '@smarterfirms/platform/events';
import type { Pool } from '@smarterfirms/platform/postgres';
import { isNews, type ToldEvent } from '../announcement/told-event.ts';
import type { Mailer } from '../email/mailer.ts';
import { sendEmails } from './email-sender.ts';
import { writeNotifications } from './notification-writer.ts';
import { projectFirm, projectMember, projectRecipient } from './projections.ts';

export { createMailer, type Mailer } from '../email/mailer.ts';

/** The door of this package for workers. */
export interface DeliverEventParts {
  /** Connects as notifications_worker. */
  pool: Pool;
  mailer: Mailer;
  /** Origin of the web application, which the links in emails lead to. */
  webOrigin: string;
  /** The clock; the system's by default. */
  now?: () => Date;
}

/**
 * Handles one event, as often as it is delivered: keeps the projections, and tells a firm's people what they should know.
 *
 * Throws an error with `retry: true` when the event should be delivered again: the projections do not know the firm yet, or
 * the mail server did not take an email.
 */
export async function handleEvent(event: DomainEvent, parts: DeliverEventParts): Promise<void> {
  switch (event.type) {
    case 'user.registered':
    case 'user.updated':
      return projectRecipient(event, parts.pool);
    case 'firm.created':
    case 'firm.updated':
      return projectFirm(event, parts.pool);
    case 'membership.granted':
      return projectMember(event, parts.pool);
    case 'sync.completed':
    case 'sync.failed':
    case 'sync.stale':
    case 'connection.needs_attention':
      return tell(event, parts);
    case 'subscription.changed':
      // Whoever changes it sees the outcome.
      return;
    case 'sync.dead_lettered':
      // For whoever runs the product: they subscribe to the topic.
      return;
    case 'clio.connected':
    case 'clio.disconnected':
    case 'clio.webhooks_failing':
      // The first two are done by a person who sees the outcome on the page; the last one is for whoever runs the product.
      return;
  }
}

async function tell(event: ToldEvent, { pool, mailer, webOrigin, now = () => new Date() }: DeliverEventParts) {
  if (!isNews(event)) return;
  await writeNotifications(event, { pool, now: now() });
  await sendEmails(event, { pool, mailer, webOrigin });
}
