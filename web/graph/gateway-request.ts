import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, getOperationAST, print } from 'graphql';
import { headers } from 'next/headers';
import { webEnv } from '../env.ts';
import { operationId, persistedQuery } from './operation-id.ts';

/** The gateway did not answer, or not with GraphQL. */
export class GatewayUnreachable extends Error {
  override name = 'GatewayUnreachable';
}

/** The gateway has been asked too often from this person's address; the message says when to try again. */
export class GatewayBusy extends Error {
  override name = 'GatewayBusy';
}

export interface GatewayAnswer<Data> {
  data: Data | null | undefined;
  errors: readonly { message: string; extensions?: { code?: string } }[];
}

const timeoutMs = 15_000;

/**
 * Asks the gateway from this server, on behalf of the browser's request. Throws GatewayUnreachable, and GatewayBusy where
 * the person has to wait; errors of the graph come back beside the data, which may be partial.
 */
export async function gatewayRequest<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  accessToken?: string,
): Promise<GatewayAnswer<Data>> {
  try {
    const response = await fetch(webEnv().gatewayGraphUrl, {
      method: 'POST',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...(await browserHeaders()),
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
      },
      body: JSON.stringify({ ...meaning(document), variables }),
    });
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null || !('data' in body || 'errors' in body)) {
      throw new Error(`expected a GraphQL answer, got status ${response.status}`);
    }
    const answer = body as { data?: Data | null; errors?: GatewayAnswer<Data>['errors'] };
    if (response.status === 429) throw new GatewayBusy(answer.errors?.[0]?.message ?? 'Try again in a moment.');
    return { data: answer.data, errors: answer.errors ?? [] };
  } catch (cause) {
    if (cause instanceof GatewayBusy) throw cause;
    throw new GatewayUnreachable('The gateway did not answer.', { cause });
  }
}

/** The operation by its id where it has one, else by its text. */
function meaning(document: DocumentNode): object {
  const operationName = getOperationAST(document)?.name?.value;
  const id = operationId(operationName);
  return id === undefined ? { query: print(document) } : { operationName, extensions: persistedQuery(id) };
}

/**
 * The person's own machine, for the session list and for limits per address: without these this server would look like
 * the client. Of the addresses on the way the last counts: the proxy next to this server wrote it, the others anybody
 * could have sent; without a proxy Next.js writes the connection's own.
 */
async function browserHeaders(): Promise<Record<string, string>> {
  const incoming = await headers();
  const address = incoming.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  const userAgent = incoming.get('user-agent');
  return {
    ...(address ? { 'x-client-address': address } : {}),
    ...(userAgent ? { 'x-client-user-agent': userAgent } : {}),
  };
}
