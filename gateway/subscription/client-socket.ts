import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { isTracing } from '@smarterfirms/platform/is-tracing';
import { type WebSocket, WebSocketServer } from 'ws';
import { TokenRefused } from '../identity/access-token.ts';
import { clientNetwork } from '../identity/client-network.ts';
import { clientError } from '../operation/client-error.ts';
import { tracedBegin } from '../tracing/traced-socket-operation.ts';
import { limitMessageRate } from './message-rate.ts';
import { OpenSockets } from './open-sockets.ts';
import { serveProtocol } from './protocol-server.ts';
import { formatted } from './socket-errors.ts';
import { beginOperation, type SocketClient, type SocketOperationParts } from './socket-operation.ts';
import { SocketRun } from './socket-run.ts';
import type { StreamLimits } from './stream-limits.ts';
import { acceptUpgrades } from './upgrade.ts';

export interface ClientSocketOptions extends SocketOperationParts {
  httpServer: Server;
  /** Whether a client's `traceparent`, in `extensions` of a `subscribe`, is obeyed, not only linked. */
  trustedTraces?: boolean | undefined;
  /** Origins whose pages may open a socket; programs that are no browser send none. */
  origins: ReadonlySet<string>;
  limits: StreamLimits;
}

const path = '/graphql';
const messageBytesMax = 1_000_000;
const closeWithinMs = 2_000;

interface SocketExtra extends SocketClient, Record<PropertyKey, unknown> {
  socket: WebSocket;
}

export interface ClientSocket {
  /** Sockets that are open. */
  readonly open: number;
  stop(): Promise<void>;
}

/**
 * Serves operations over graphql-ws at the path of the HTTP endpoint, through the same preparation and with the same
 * limits, authorisation and masking.
 *
 * A client authenticates in `connection_init` (`{ "authorization": "Bearer …" }`); one whose token has been replaced
 * meanwhile may send the new one in `extensions.authorization` of a `subscribe`. A stream ends with UNAUTHENTICATED when
 * its token expires or its session is revoked, at once and not with the next event; other operations go on.
 */
export function attachClientSocket({
  httpServer,
  origins,
  limits,
  trustedTraces = false,
  ...parts
}: ClientSocketOptions): ClientSocket {
  const { authenticate, clientOrigin, log } = parts;
  const begin = isTracing() ? tracedBegin(beginOperation, trustedTraces) : beginOperation;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageBytesMax });
  const open = new OpenSockets(limits);
  const networkOf = (request: IncomingMessage) => clientNetwork(clientOrigin(request).address);
  const stopUpgrades = acceptUpgrades({
    httpServer,
    sockets,
    path,
    origins,
    refusal: (request) => open.refusal(networkOf(request)),
  });
  // Before the protocol's own listener: what it must not see any more is taken away here.
  sockets.on('connection', (socket, request) => {
    open.add(socket, networkOf(request));
    limitMessageRate(socket);
  });

  const stopProtocol = serveProtocol<SocketExtra>(
    {
      connectionInitWaitTimeout: limits.socketBeginsWithinMs,
      onConnect: async ({ connectionParams, extra }) => {
        try {
          extra.verified = await authenticate(connectionParams?.['authorization']);
          if (extra.verified) open.authenticated(extra.socket);
          return true;
        } catch (error) {
          // 4403 and the reason: a client gets another token by it and connects again.
          extra.socket.close(4403, `Forbidden: ${error instanceof TokenRefused ? error.reason : 'unavailable'}`);
          return false;
        }
      },
      onSubscribe: async ({ extra, subscriptions }, id, payload) => {
        const run = new SocketRun();
        // The library would put it there when it runs only; a client may leave before.
        subscriptions[id] = run;
        const begun = await run.begun(begin(parts, extra, payload, Object.keys(subscriptions).length));
        return 'args' in begun ? { ...begun.args, contextValue: run } : begun;
      },
      execute: ({ contextValue: run }) => (run as SocketRun).execute() as never,
      subscribe: ({ contextValue: run }) => (run as SocketRun).stream() as never,
      onNext: (_context, _id, _payload, { contextValue: run }, result) => (run as SocketRun).operation?.result(result),
      onError: ({ subscriptions }, id, _payload, errors) => {
        const run = runOf(subscriptions[id]);
        if (run?.operation) {
          const shown = run.operation.failure(errors);
          run.ended();
          return shown;
        }
        const requestId = randomUUID();
        return errors.map((error) => formatted(clientError(error, { requestId, log }), requestId));
      },
      onComplete: ({ subscriptions }, id) => runOf(subscriptions[id])?.ended(),
    },
    sockets,
    log,
  );

  return {
    get open() {
      return sockets.clients.size;
    },
    async stop() {
      stopUpgrades();
      // Whoever does not answer the close in time is cut off, so that stopping has an end.
      const deadline = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, closeWithinMs);
      await stopProtocol();
      clearTimeout(deadline);
    },
  };
}

function runOf(subscription: unknown): SocketRun | undefined {
  return subscription instanceof SocketRun ? subscription : undefined;
}
