import { createMailer, type DeliverEventParts } from '@smarterfirms/notifications/deliver-event';
import { createLog, type Log } from '@smarterfirms/platform/log';
import { createPool } from '@smarterfirms/platform/postgres';

/** What the environment of the notify function gives. */
export interface NotifySettings {
  LOG_LEVEL: string;
  NOTIFICATIONS_DATABASE_URL: string;
  SMTP_URL: string;
  MAIL_FROM: string;
  WEB_ORIGIN: string;
}

export interface NotifyParts extends DeliverEventParts {
  log: Log;
}

/** What the function keeps between invocations: connections to its database and to the mail server. */
export function buildNotifyParts(settings: NotifySettings): NotifyParts {
  return {
    log: createLog('notify', settings.LOG_LEVEL),
    // One record at a time is handled, so one connection is used.
    pool: createPool(settings.NOTIFICATIONS_DATABASE_URL, { max: 2 }),
    mailer: createMailer({ smtpUrl: settings.SMTP_URL, from: settings.MAIL_FROM }),
    webOrigin: settings.WEB_ORIGIN,
  };
}
