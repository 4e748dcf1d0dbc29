import { readEnv } from '@smarterfirms/platform/environment';
import { z } from 'zod';
import type { NotifySettings } from './build-parts.ts';

/** The configuration of the notify function. */
export const env: NotifySettings = readEnv(
  z.object({
    LOG_LEVEL: z.string().default('info'),
    /** The notifications service's database, as role notifications_worker. */
    NOTIFICATIONS_DATABASE_URL: z.url(),
    /** smtp: or smtps:, with user and password where the server asks for them. */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }),
    /** Sender of every email, for example `Smarter Firms <notifications@example.com>`. */
    MAIL_FROM: z.string().includes('@'),
    /** Origin of the web application, which the links in emails lead to. */
    WEB_ORIGIN: z.url().transform((url) => new URL(url).origin),
  }),
);
