import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEnvelope } from '@smarterfirms/clio/envelope';
import { createTokenStore } from '@smarterfirms/clio/token-store';
import type { SyncParts } from './parts.ts';
import type { TestFirm } from './test-firm.ts';

export interface ClioGate {
  /** The firm's parts, with a Clio that is reached through the gate. */
  parts: SyncParts;
  /** Path and query of every request that came through or was refused. */
  urls: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

const forbidden = { status: 403, type: 'ForbiddenError', message: 'This application may not read that' };

/**
 * Stands between a firm and Clio and shows other than that: answers instead of it (true: with 403), leaves records out of
 * answers or adds one.
 */
export async function startClioGate(
  firm: TestFirm,
  {
    refuse = () => false,
    hide = () => false,
    add = () => undefined,
  }: {
    refuse?: (url: string) => boolean | { status: number; type: string; message: string };
    hide?: (url: string, id: string) => boolean;
    add?: (url: string) => object | undefined;
  },
): Promise<ClioGate> {
  const clio = firm.clio.hosts.US ?? '';
  const urls: string[] = [];
  const server = createServer(async (request, response) => {
    const url = decodeURIComponent(request.url ?? '');
    urls.push(url);
    const refused = refuse(url);
    if (refused) {
      const { status, ...error } = refused === true ? forbidden : refused;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error }));
      return;
    }
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const answer = await fetch(`${clio}${(request.url ?? '').replace('/us', '')}`, {
      headers: headers as Record<string, string>,
    });
    const body = (await answer.json()) as { data?: unknown };
    if (Array.isArray(body.data)) body.data = body.data.filter((row: { id: unknown }) => !hide(url, String(row.id)));
    const added = add(url);
    if (added && Array.isArray(body.data)) body.data.push(added);
    const told = [...answer.headers].filter(([name]) => name.startsWith('x-ratelimit') || name === 'date');
    response.writeHead(answer.status, { ...Object.fromEntries(told), 'content-type': 'application/json' });
    response.end(JSON.stringify(body).replaceAll(clio, base()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/us`;
  return {
    urls,
    parts: {
      ...firm.parts,
      tokens: createTokenStore({
        ...firm.parts,
        envelope: createEnvelope(Buffer.from(firm.env['TOKEN_KEY'] ?? '', 'base64')),
        hosts: { US: base() },
        application: { ...firm.clio, redirectUri: '' },
      }),
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
