import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server would have answered. */
export interface Original {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface WrongServer extends AsyncDisposable {
  origin: string;
}

/** Stands before a Clio and answers as it does, except where `spoil` changes something: what a check has to notice. */
export function wrongServer(
  target: string,
  spoil: (original: Original, path: string) => Partial<Original>,
): Promise<WrongServer> {
  return listening(async (request, origin) => {
    const { url: path = '/', method = 'GET', body } = request;
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(`${target}${path}`, {
      method,
      redirect: 'manual',
      headers: headers as Record<string, string>,
      ...(body.length > 0 && { body }),
    });
    const original: Original = {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: (await answer.text()).replaceAll(target, origin),
    };
    return { ...original, ...spoil(original, path) };
  });
}

/** Answers everything alike. */
export function uselessServer(answer: Original): Promise<WrongServer> {
  return listening(async () => answer);
}

interface Asked {
  url?: string | undefined;
  method?: string | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const ofTheConnection = ['content-length', 'connection', 'keep-alive', 'transfer-encoding'];

async function listening(answer: (request: Asked, origin: string) => Promise<Original>): Promise<WrongServer> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { url, method, headers } = request;
    try {
      const given = await answer({ url, method, headers, body: Buffer.concat(parts) }, origin);
      for (const [name, value] of Object.entries(given.headers)) {
        if (!ofTheConnection.includes(name)) response.setHeader(name, value);
      }
      response.writeHead(given.status).end(given.body);
    } catch {
      // What is behind it dropped the connection.
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
