import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Mismatch } from './requirement.ts';

/** What came to the receiver of a webhook. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** How it answers: a status, and headers that may follow from what came. */
export type Answering = (received: Received) => { status: number; headers?: Readonly<Record<string, string>> };

/** Confirms handshakes and takes deliveries. */
export const willing: Answering = ({ headers }) => {
  const secret = headers['x-hook-secret'];
  return { status: 200, ...(typeof secret === 'string' && { headers: { 'X-Hook-Secret': secret } }) };
};

/** Listens on this machine for what a webhook sends. */
export class Receiver implements AsyncDisposable {
  answering: Answering = willing;
  readonly received: Received[] = [];
  readonly #server;
  readonly #waiting = new Set<() => void>();

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const received = { headers: request.headers, body: Buffer.concat(parts).toString() };
      const { status, headers = {} } = this.answering(received);
      response.writeHead(status, headers).end();
      this.received.push(received);
      for (const look of this.#waiting) look();
    });
  }

  static async listen(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  get deliveries(): Received[] {
    return this.received.filter(({ headers }) => headers['x-hook-secret'] === undefined);
  }

  /** The deliveries, as soon as there are as many; a mismatch when there are fewer after half a minute. */
  async until(
    count: number,
    which: (receiver: Receiver) => Received[] = ({ deliveries }) => deliveries,
  ): Promise<Received[]> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, 30_000);
    const look = () => {
      if (which(this).length >= count) resolve();
    };
    this.#waiting.add(look);
    look();
    await promise;
    clearTimeout(timer);
    this.#waiting.delete(look);
    const found = which(this);
    if (found.length < count) throw new Mismatch(`expected ${count} requests to the webhook, got ${found.length}`);
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
