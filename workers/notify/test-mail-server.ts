import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface TestMailServer {
  url: string;
  /** What the server took, in the order of arrival. */
  mails: ParsedMail[];
  /** Runs when an email has arrived and before the client hears that it was taken. */
  onMail: (mail: ParsedMail) => Promise<void>;
  /** Addresses whose email is refused. */
  refused: Set<string>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A real SMTP server on a free port that keeps what it takes. Use it with `await using`. */
export async function startTestMailServer(): Promise<TestMailServer> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      done(catcher.refused.has(address) ? new Error('mailbox is not available') : null);
    },
    onData(stream, _session, done) {
      simpleParser(stream)
        .then(async (mail) => {
          catcher.mails.push(mail);
          await catcher.onMail(mail);
        })
        .then(() => done(null), done);
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  const catcher: TestMailServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails: [],
    onMail: async () => {},
    refused: new Set(),
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return catcher;
}

/** The address that an email went to. */
export function addressOf(mail: ParsedMail): string | undefined {
  return [mail.to ?? []].flat()[0]?.value[0]?.address;
}
