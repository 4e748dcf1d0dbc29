import type { ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { catchError, type Observable, switchMap, throwError, timer } from 'rxjs';
import type { AccessTokenSource } from '../session/access-token.ts';
import { operationId, persistedQuery } from './operation-id.ts';
import type { SocketStateStore } from './socket-state.ts';

/** A socket is replaced this long before its token expires: the gateway would close it then. */
const renewBeforeMs = 30_000;
const pingEveryMs = 10_000;
const pongWithinMs = 5_000;
const retryMinMs = 500;
const retryMaxMs = 10_000;

/** Codes of our own, in the range that RFC 6455 leaves to applications; graphql-ws retries both. */
const closeForRenewal = 4205;
const closeForSilence = 4206;
const unauthorized = [4401, 4403];

export interface SocketOptions {
  /** ws(s) address of the graph. */
  url: string;
  tokens: AccessTokenSource;
  state: SocketStateStore;
}

/**
 * Subscriptions over one WebSocket that heals itself: silence is found out by pings, every loss is retried with growing,
 * jittered waits for as long as somebody listens, and the socket is opened anew before its token expires. A subscription
 * then begins again by itself; streams of this graph start with a snapshot, so nothing is missed.
 *
 * Loaded on the first subscription: pages that watch nothing do not pay for it.
 */
export function createSocketLink({
  url,
  tokens,
  state,
}: SocketOptions): (operation: ApolloLink.Operation) => Observable<ApolloLink.Result> {
  let failures = 0;
  let token: string | undefined;
  let renewal: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const client = createClient({
    // Waits for a token before it opens: an expired session must not cost a connection.
    url: async () => {
      await tokens.get();
      return url;
    },
    connectionParams: async () => {
      const { accessToken } = await tokens.get();
      token = accessToken;
      return { authorization: `Bearer ${accessToken}` };
    },
    // In place of an operation's text its id, as over HTTP.
    jsonMessageReplacer: (key, value) => (key === 'payload' ? byId(value) : value),
    lazyCloseTimeout: 2_000,
    keepAlive: pingEveryMs,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (attempt) => {
      return new Promise((resolve) => setTimeout(resolve, longestWaitMs(attempt) * (0.5 + Math.random() / 2)));
    },
    on: {
      connecting: () => state.set({ phase: failures > 0 ? 'lost' : 'connecting', failures }),
      connected: (socket) => {
        failures = 0;
        state.set({ phase: 'open', failures });
        void tokens.get().then(({ expiresAtMs }) => {
          clearTimeout(renewal);
          const waitMs = Math.max(1_000, expiresAtMs - Date.now() - renewBeforeMs);
          renewal = setTimeout(() => (socket as WebSocket).close(closeForRenewal, 'Token renewal'), waitMs);
        });
      },
      ping: (received) => {
        if (received) return;
        clearTimeout(silence);
        silence = setTimeout(() => closeCurrent(), pongWithinMs);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
      opened: (socket) => {
        closeCurrent = () => (socket as WebSocket).close(closeForSilence, 'No answer to a ping');
      },
      closed: (event) => {
        clearTimeout(renewal);
        clearTimeout(silence);
        const code = (event as CloseEvent).code;
        if (unauthorized.includes(code)) tokens.forget(token);
        if (code === 1000) return state.set({ phase: 'idle', failures });
        if (code === closeForRenewal) return;
        failures += 1;
        state.set({ phase: 'lost', failures });
      },
    },
  });
  let closeCurrent = () => client.terminate();

  const link = new GraphQLWsLink(client);
  // graphql-ws gives up on some closes, and the gateway may refuse a token in an answer; with a new token, or a little
  // later, the same subscription is welcome again. Any other answer of the graph is final.
  const request = (operation: ApolloLink.Operation, attempt = 0): Observable<ApolloLink.Result> =>
    link.request(operation).pipe(
      catchError((error: unknown) => {
        const refused = isTokenRefused(error);
        if (CombinedGraphQLErrors.is(error) && !refused) return throwError(() => error);
        if (refused) tokens.forget(token);
        return timer(longestWaitMs(attempt)).pipe(switchMap(() => request(operation, attempt + 1)));
      }),
    );
  return request;
}

/** The protocol wants a text; an empty one is none. Payloads of other messages have no operation name. */
function byId(payload: unknown): unknown {
  const { operationName, extensions } = Object(payload) as { operationName?: unknown; extensions?: object };
  const id = operationId(typeof operationName === 'string' ? operationName : undefined);
  return id === undefined
    ? payload
    : { ...(payload as object), query: '', extensions: { ...extensions, ...persistedQuery(id) } };
}

function longestWaitMs(attempt: number): number {
  return Math.min(retryMaxMs, retryMinMs * 2 ** Math.min(attempt, 10));
}

/** Apollo's link reports a close that graphql-ws does not retry as an Error with the code in its text. */
function isTokenRefused(error: unknown): boolean {
  if (CombinedGraphQLErrors.is(error)) {
    return error.errors.some((each) => each.extensions?.['code'] === 'UNAUTHENTICATED');
  }
  return error instanceof Error && unauthorized.some((code) => error.message.includes(`event ${code}`));
}
