import type { StackUrls } from './running-stack.ts';

/** One answer of the graph, as a client sees it. */
export interface GraphAnswer {
  status: number;
  requestId: string | null;
  data: Record<string, unknown> | null | undefined;
  errors: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[] | undefined;
}

export interface GraphCall {
  url: string;
  query: string;
  variables?: Record<string, unknown> | undefined;
  token?: string | undefined;
  /** Besides those of every call. */
  headers?: Record<string, string> | undefined;
}

/** The gateway's first-party endpoint. */
export function graphUrl(urls: StackUrls): string {
  return `${urls.gateway}/graphql`;
}

/** Sends one operation over HTTP and returns whatever comes back, errors included. */
export async function call({ url, query, variables, token, headers }: GraphCall): Promise<GraphAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  });
  const body = (await response.json()) as Pick<GraphAnswer, 'data' | 'errors'>;
  return {
    status: response.status,
    requestId: response.headers.get('x-request-id'),
    data: body.data,
    errors: body.errors,
  };
}

/** Like `call`, for operations that must succeed: an error fails the test with the query, the answer and the request id. */
export async function ask<Data>(operation: GraphCall): Promise<Data> {
  const answer = await call(operation);
  if (answer.errors || !answer.data) {
    throw new Error(
      `the graph answered with errors\n${operation.query}\n${JSON.stringify(operation.variables)}\n` +
        `${answer.status} ${JSON.stringify(answer.errors, null, 2)}\nrequest ${answer.requestId}`,
    );
  }
  return answer.data as Data;
}

/** The `ok` part of a mutation's payload; an `error` fails the test with its code and message. */
export function expectOk<Ok>(payload: { ok: Ok | null; error: unknown } | undefined): Ok {
  if (!payload?.ok) throw new Error(`the mutation refused: ${JSON.stringify(payload?.error)}`);
  return payload.ok;
}
