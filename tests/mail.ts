import type { RunningStack } from './running-stack.ts';

export interface CaughtMail {
  subject: string;
  text: string;
  links: string[];
}

interface MaildevMail {
  subject: string;
  text: string;
  html?: string;
  to: { address: string }[];
}

/** The first mail to an address in the mail catcher (with such a subject, where one is given), waited for. */
export async function inboxOf(
  { urls }: RunningStack,
  address: string,
  { subject = /./, timeoutMs = 60_000 }: { subject?: RegExp; timeoutMs?: number } = {},
): Promise<CaughtMail> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const response = await fetch(`${urls.mail}/api/email`);
    const mails = (await response.json()) as MaildevMail[];
    const mail = mails.find(
      (candidate) => candidate.to.some((recipient) => recipient.address === address) && subject.test(candidate.subject),
    );
    if (mail) {
      const links = [...`${mail.text}\n${mail.html ?? ''}`.matchAll(/https?:\/\/[^\s"<>)]+/g)].map(([link]) => link);
      return { subject: mail.subject, text: mail.text, links };
    }
    if (Date.now() > deadline) throw new Error(`no mail to ${address} came in ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
