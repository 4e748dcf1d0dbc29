import type { IncomingHttpHeaders } from 'node:http';

/** What a client calls itself, in the headers that Apollo's clients send. Nobody vouches for it. */
export function clientNameOf(headers: IncomingHttpHeaders): {
  clientName: string | undefined;
  clientVersion: string | undefined;
} {
  const { 'apollographql-client-name': clientName, 'apollographql-client-version': clientVersion } = headers;
  return { clientName: single(clientName), clientVersion: single(clientVersion) };
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
