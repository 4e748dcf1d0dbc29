import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  /** As it came, for the signature. */
  raw: string;
  body: { data: Record<string, unknown>; meta?: { event: string; webhook_id: number } };
}

/** Answers with a status, or never. */
type Answer = { status: number; headers?: Record<string, string> } | 'silence';

/** A receiver of webhooks for tests: keeps what comes, and answers as it is told to. */
export class HookReceiver {
  readonly received: Received[] = [];
  /** Confirms handshakes at once unless told otherwise. */
  answer: (received: Received) => Answer = ({ headers }) => {
    const secret = headers['x-hook-secret'];
    return { status: 200, ...(typeof secret === 'string' && { headers: { 'X-Hook-Secret': secret } }) };
  };
  readonly #server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString();
      const received = { path: request.url ?? '', headers: request.headers, raw, body: JSON.parse(raw) };
      const answer = this.answer(received);
      if (answer !== 'silence') {
        response.writeHead(answer.status, answer.headers);
        response.end();
      }
      this.received.push(received);
      this.#server.emit('received');
    });
  });

  static async listen(): Promise<HookReceiver> {
    const receiver = new HookReceiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  /** Everything but handshakes. */
  get deliveries(): Received[] {
    return this.received.filter(({ headers }) => headers['x-hook-secret'] === undefined);
  }

  /** Waits until `found` gives something, looking again whenever something came in. */
  async until<Found>(found: () => Found | undefined): Promise<Found> {
    for (;;) {
      const result = found();
      if (result !== undefined) return result;
      await once(this.#server, 'received');
    }
  }

  untilDeliveries(count: number): Promise<Received[]> {
    return this.until(() => (this.deliveries.length >= count ? this.deliveries : undefined));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
