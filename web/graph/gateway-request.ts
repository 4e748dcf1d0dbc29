import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { headers } from 'next/headers';
import { webEnv } from '../env.ts';

/** The gateway did not answer, or not with GraphQL. */
export class GatewayUnreachable extends Error {
  override name = 'GatewayUnreachable';
}

export interface GatewayAnswer<Data> {
  data: Data | null | undefined;
  errors: readonly { message: string; extensions?: { code?: string } }[];
}

const timeoutMs = 15_000;

/**
 * Asks the gateway from this server, on behalf of the browser's request. Throws GatewayUnreachable; errors of the graph
 * come back beside the data, which may be partial.
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
      body: JSON.stringify({ query: print(document), variables }),
    });
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null || !('data' in body || 'errors' in body)) {
      throw new Error(`expected a GraphQL answer, got status ${response.status}`);
    }
    const answer = body as { data?: Data | null; errors?: GatewayAnswer<Data>['errors'] };
    return { data: answer.data, errors: answer.errors ?? [] };
  } catch (cause) {
    throw new GatewayUnreachable('The gateway did not answer.', { cause });
  }
}

/** What the session list shows about a browser: passed on, as this server would otherwise look like the client. */
async function browserHeaders(): Promise<Record<string, string>> {
  const incoming = await headers();
  const passed: Record<string, string> = {};
  for (const name of ['user-agent', 'x-forwarded-for', 'x-request-id']) {
    const value = incoming.get(name);
    if (value) passed[name] = value;
  }
  return passed;
}
