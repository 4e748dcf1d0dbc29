import { inSpan } from '@smarterfirms/platform/span';
import { createTransport } from 'nodemailer';
import type { Email } from './email.ts';

export interface Mailer {
  /** Hands an email to the mail server. Throws when the server does not take it. */
  send(email: Email, envelope: { to: { name: string; address: string }; deliveryId: string }): Promise<void>;
  close(): void;
}

/**
 * Sends over SMTP, with a new connection for each email: one that is kept would be dead after a Lambda function was frozen.
 *
 * The Message-ID is made from the delivery's id, so that an email that is sent twice is recognisably the same one.
 *
 * @param smtpUrl smtp: (TLS where the server offers it) or smtps:, with user and password where needed.
 * @param from sender, for example `Smarter Firms <notifications@example.com>`.
 */
export function createMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  });
  const host = new URL(smtpUrl).hostname;
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ subject, text, html }, { to, deliveryId }) {
      const message = {
        from,
        to,
        subject,
        text,
        html,
        messageId: `<${deliveryId}@${domain}>`,
        // Keeps vacation notices from answering.
        headers: { 'Auto-Submitted': 'auto-generated' },
      };
      // To whom, and about what, is for nobody who reads traces.
      await inSpan('send email', { kind: 'client', attributes: { 'server.address': host } }, () =>
        transport.sendMail(message),
      );
    },
    close: () => transport.close(),
  };
}
