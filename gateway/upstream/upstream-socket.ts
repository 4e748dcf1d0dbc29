import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '@smarterfirms/platform/log';
import type { Principal } from '@smarterfirms/platform/principal';
import type { ServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { traceHeaders } from '@smarterfirms/platform/trace-context';
import { type FormattedExecutionResult, GraphQLError } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ClientError } from '../operation/client-error.ts';

/** What a subgraph sends for one event. */
export type UpstreamEvent = FormattedExecutionResult<Record<string, unknown>>;

export interface UpstreamSubscription {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  principal: Principal | undefined;
}

export interface UpstreamSink {
  next(event: UpstreamEvent): void;
  /** The last call: the subgraph refused the operation, or was away for too long. */
  error(errors: readonly GraphQLError[]): void;
  /** The last call: the subgraph has ended the stream. */
  complete(): void;
}

export interface UpstreamSocket {
  /** @returns a function that ends the subscription here and at the subgraph. */
  subscribe(subscription: UpstreamSubscription, sink: UpstreamSink): () => void;
  close(): Promise<void>;
}

export interface UpstreamSocketOptions {
  /** The subgraph's name, which is also the audience of our tokens. */
  name: string;
  /** Of its GraphQL endpoint over HTTP. */
  url: string;
  /** Left out where subgraphs are not ours, and know nothing of our tokens. */
  signer?: ServiceTokenSigner;
  log: Log;
  /** How long a subgraph may be away before its streams end with an error. */
  retryForMs?: number;
}

const idleMs = 300;
const pingEveryMs = 10_000;
const pongWithinMs = 5_000;
const backoffMs = { first: 200, max: 5_000 };

/** `terminate` takes the library's own listeners away; without one left, a late error would end the process. */
class QuietWebSocket extends WebSocket {
  constructor(...parameters: ConstructorParameters<typeof WebSocket>) {
    super(...parameters);
    this.on('error', () => undefined);
  }
}

/**
 * One WebSocket to a subgraph for the subscriptions of all clients, open while there are any.
 *
 * Each `subscribe` carries a service token for its principal in `extensions.authorization`, signed when it is sent. When
 * the connection is lost every stream subscribes again, with growing pauses; the subgraph begins a stream with the
 * present state, so what was missed meanwhile is made good. After `retryForMs` a stream ends with
 * SUBSCRIPTION_SOURCE_ERROR, never silently.
 */
export function createUpstreamSocket({
  name,
  url,
  signer,
  log,
  retryForMs = 60_000,
}: UpstreamSocketOptions): UpstreamSocket {
  const socketUrl = new URL(url);
  socketUrl.protocol = socketUrl.protocol === 'https:' ? 'wss:' : 'ws:';
  let pongTimeout: NodeJS.Timeout | undefined;
  const client = createClient({
    url: socketUrl.href,
    webSocketImpl: QuietWebSocket,
    lazy: true,
    lazyCloseTimeout: idleMs,
    // Retrying is done below: the library would send the token of the first attempt again.
    retryAttempts: 0,
    connectionAckWaitTimeout: 5_000,
    keepAlive: pingEveryMs,
    on: {
      ping: (received) => {
        if (received) return;
        pongTimeout = setTimeout(() => client.terminate(), pongWithinMs).unref();
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimeout);
      },
      closed: () => clearTimeout(pongTimeout),
    },
  });

  return {
    subscribe(subscription, sink) {
      const stopping = new AbortController();
      follow(subscription, sink, stopping.signal).catch((error: unknown) => {
        log.error({ err: error, subgraph: name }, 'a stream failed');
        if (!stopping.signal.aborted) sink.error([sourceError(name)]);
      });
      return () => stopping.abort();
    },
    async close() {
      clearTimeout(pongTimeout);
      await client.dispose();
    },
  };

  async function follow(subscription: UpstreamSubscription, sink: UpstreamSink, stopped: AbortSignal): Promise<void> {
    let attempt = 0;
    let lostAt: number | undefined;
    while (!stopped.aborted) {
      const end = await attemptOnce(subscription, stopped, (event) => {
        attempt = 0;
        lostAt = undefined;
        sink.next(event);
      });
      if (stopped.aborted) return;
      if (end.kind === 'complete') {
        sink.complete();
        return;
      }
      if (end.kind === 'refused') {
        sink.error(end.errors);
        return;
      }
      lostAt ??= Date.now();
      if (Date.now() - lostAt >= retryForMs) {
        log.error({ err: end.cause, subgraph: name }, 'a stream was given up');
        sink.error([sourceError(name)]);
        return;
      }
      if (attempt === 0)
        log.warn({ cause: describe(end.cause), subgraph: name }, 'a stream was lost; subscribing again');
      await delay(pauseMs(attempt++), undefined, { signal: stopped }).catch(() => undefined);
    }
  }

  type End =
    | { kind: 'complete' }
    | { kind: 'refused'; errors: readonly GraphQLError[] }
    | { kind: 'lost'; cause: unknown };

  async function attemptOnce(
    { query, operationName, variables, principal }: UpstreamSubscription,
    stopped: AbortSignal,
    next: (event: UpstreamEvent) => void,
  ): Promise<End> {
    const token = await signer?.sign(name, principal);
    if (stopped.aborted) return { kind: 'complete' };
    return new Promise<End>((resolve) => {
      const unsubscribe = client.subscribe<Record<string, unknown>>(
        {
          query,
          variables,
          extensions: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...traceHeaders() },
          ...(operationName ? { operationName } : {}),
        },
        {
          next: (event) => {
            if (!stopped.aborted) next(event as UpstreamEvent);
          },
          error: (cause) => resolve(endOf(cause, principal)),
          complete: () => resolve({ kind: 'complete' }),
        },
      );
      stopped.addEventListener('abort', unsubscribe, { once: true });
    });
  }
}

/** An `error` message of the protocol comes as a list of plain objects; a lost connection as an event or an Error. */
function endOf(cause: unknown, principal: Principal | undefined) {
  if (!Array.isArray(cause)) return { kind: 'lost', cause } as const;
  const errors = (cause as { message?: unknown; path?: readonly (string | number)[]; extensions?: object }[]).map(
    ({ message, path, extensions }) =>
      new GraphQLError(String(message), { ...(path ? { path } : {}), extensions: { ...extensions } }),
  );
  // A signed-in person is unknown to the subgraph only when our own token was too old: the next attempt signs anew.
  const ours = principal && errors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED');
  return ours ? ({ kind: 'lost', cause } as const) : ({ kind: 'refused', errors } as const);
}

function sourceError(name: string): ClientError {
  return new ClientError(`The ${name} service has been away for too long. Subscribe again in a while.`, {
    extensions: { code: 'SUBSCRIPTION_SOURCE_ERROR' },
  });
}

/** Doubles with each attempt; a random half keeps the streams of one lost connection from coming back all at once. */
function pauseMs(attempt: number): number {
  const full = Math.min(backoffMs.max, backoffMs.first * 2 ** attempt);
  return full / 2 + (Math.random() * full) / 2;
}

function describe(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  const { code, reason, message } = (cause ?? {}) as { code?: unknown; reason?: unknown; message?: unknown };
  return [code, reason, message].filter(Boolean).join(' ') || 'unknown';
}
