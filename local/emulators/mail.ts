/** A mail server that delivers nothing and shows everything on its inbox page. Runs as a process of its own. */
import { readEnv } from '@smarterfirms/platform/environment';
import { MailDev } from 'maildev';
import { z } from 'zod';
import { exitOnStop } from './exit-on-stop.ts';

const env = readEnv(z.object({ SMTP_PORT: z.coerce.number(), PORT: z.coerce.number(), DATA_DIR: z.string() }));

const server = new MailDev({
  smtp: env.SMTP_PORT,
  ip: '127.0.0.1',
  web: env.PORT,
  webIp: '127.0.0.1',
  mailDirectory: env.DATA_DIR,
  maxEmails: 1_000,
});
await server.start();
process.stdout.write(`mail for port ${env.SMTP_PORT} is shown on port ${env.PORT}\n`);
exitOnStop(() => server.stop());
