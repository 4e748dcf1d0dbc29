import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Log } from '@smarterfirms/platform/log';
import { type ExecutionArgs, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Admit, type Admitted, Refused } from '../admission/admission.ts';
import type { OperationContext } from '../context.ts';
import { TokenRefused, type VerifiedToken } from '../identity/access-token.ts';
import type { Authenticate } from '../identity/authenticate.ts';
import { clientNetwork } from '../identity/client-network.ts';
import type { ReadClientOrigin } from '../identity/client-origin.ts';
import { refusalError } from '../identity/refusal-error.ts';
import type { Revocations } from '../identity/revocations.ts';
import type { OperationRecord } from '../metrics/gateway-metrics.ts';
import { ClientError, clientError } from '../operation/client-error.ts';
import type { Operations, PreparedOperation } from '../operation/operations.ts';
import { asExecutionResult, runOperation, variableMistakes } from '../operation/run-operation.ts';
import { DocumentRefused, type Documents } from '../persisted/documents.ts';
import type { DataSources } from '../upstream/http-source.ts';
import type { UpstreamSocket } from '../upstream/upstream-socket.ts';
import { deniedStream } from './denied-stream.ts';
import { federatedSubscription } from './federated-subscription.ts';
import { guardedStream } from './guarded-stream.ts';
import { limitMessageRate } from './message-rate.ts';
import { OpenSockets, type SocketLimits, socketLimits } from './open-sockets.ts';
import { acceptUpgrades } from './upgrade.ts';

export interface ClientSocketOptions {
  httpServer: Server;
  operations: Operations;
  documents: Documents;
  dataSources: DataSources;
  upstreamSockets: Readonly<Record<string, UpstreamSocket>>;
  authenticate: Authenticate;
  revocations: Revocations;
  clientOrigin: ReadClientOrigin;
  log: Log;
  /** Origins whose pages may open a socket; programs that are no browser send none. */
  origins: ReadonlySet<string>;
  limits?: SocketLimits | undefined;
  /** Counts operations that have ended; left out where nobody looks. */
  count?: ((record: OperationRecord) => void) | undefined;
  /** Lets operations in by what they cost; left out where there are no limits. */
  admit?: Admit | undefined;
}

const path = '/graphql';
const messageBytesMax = 1_000_000;
const operationsPerSocketMax = 100;
const closeWithinMs = 2_000;

interface SocketExtra extends Record<PropertyKey, unknown> {
  socket: WebSocket;
  request: IncomingMessage;
  verified?: VerifiedToken | undefined;
  /** Operations under way, for their line in the log. */
  running?: Map<string, RunningOperation>;
}

interface RunningOperation {
  prepared: PreparedOperation;
  /** Whether the document came by its id, or was a registered one. */
  persisted: boolean;
  context: OperationContext;
  verified: VerifiedToken | undefined;
  variables: Record<string, unknown>;
  /** Of a subscription the most that one event can cost stays taken: it is paid for beginning, and events are not the client's doing. */
  admitted?: Admitted | undefined;
  startedAt: number;
  results: number;
  codes: Set<string>;
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
  operations,
  documents,
  dataSources,
  upstreamSockets,
  authenticate,
  revocations,
  clientOrigin,
  log,
  origins,
  limits = socketLimits,
  admit,
  count,
}: ClientSocketOptions): ClientSocket {
  const { supergraph } = operations;
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

  const server = useServer<Record<string, unknown>, SocketExtra>(
    {
      // Keeps what went wrong inside out of close reasons.
      isProd: true,
      connectionInitWaitTimeout: limits.initWithinMs,
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
      // Parsing and validating here, in one try: what throws outside would close the socket with every stream on it.
      onSubscribe: async ({ extra, subscriptions }, id, payload) => {
        const requestId = randomUUID();
        const parts = { requestId, client: clientOrigin(extra.request), log: log.child({ requestId }) };
        const startedAt = performance.now();
        try {
          if (Object.keys(subscriptions).length > operationsPerSocketMax) throw tooMany;
          const verified = await currentToken(extra, payload);
          const context: OperationContext = { principal: verified?.principal, ...parts };
          const running: RunningOperation = {
            ...prepare(payload, context),
            context,
            verified,
            variables: { ...payload.variables },
            startedAt,
            results: 0,
            codes: new Set(),
          };
          const mistakes =
            variableMistakes(running.prepared, { supergraph, context, variables: running.variables }) ??
            deniedStream(running.prepared);
          if (mistakes) throw mistakes;
          const admitted = await admit?.(running.prepared.demand, running);
          if (admitted instanceof Refused) throw admitted.error;
          running.admitted = admitted;
          extra.running ??= new Map();
          extra.running.set(id, running);
          return argumentsOf(running);
        } catch (thrown) {
          const errors = (Array.isArray(thrown) ? thrown : [thrown]).map((error: unknown) =>
            withRequestId(clientError(error instanceof DocumentRefused ? error.error : error, parts), requestId),
          );
          log.info(
            {
              requestId,
              transport: 'websocket',
              codes: codesOf(errors),
              ms: Math.round(performance.now() - startedAt),
            },
            'refused operation',
          );
          return errors;
        }
      },
      execute: async (args) => {
        const { prepared, context, variables, admitted } = args.contextValue as RunningOperation;
        const result = await runOperation(prepared, { supergraph, dataSources, context, variables });
        admitted?.settle(result.fetched);
        return asExecutionResult(result) as never;
      },
      subscribe: (args) => stream(args.contextValue as RunningOperation) as never,
      onNext: ({ extra }, id, _payload, _args, result) => {
        const running = extra.running?.get(id);
        if (running) running.results += 1;
        if (!result.errors || !running) return undefined;
        const errors = result.errors as readonly GraphQLError[];
        for (const code of codesOf(errors)) running.codes.add(code);
        return {
          ...(result.data === undefined ? {} : { data: result.data }),
          errors: errors.map((error) => formatted(error, running.context.requestId)),
        };
      },
      onError: ({ extra }, id, _payload, errors) => {
        const running = extra.running?.get(id);
        const parts = running?.context ?? { requestId: randomUUID(), log };
        return errors.map((error) => {
          // The library wraps what a stream throws in an error of its own.
          const shown = clientError(error.originalError instanceof ClientError ? error.originalError : error, parts);
          running?.codes.add(String(shown.extensions['code']));
          return formatted(shown, parts.requestId);
        });
      },
      onComplete: ({ extra }, id) => {
        const running = extra.running?.get(id);
        if (!running) return;
        extra.running?.delete(id);
        const { prepared, context, startedAt, results, codes } = running;
        count?.({
          transport: 'websocket',
          operationType: prepared.operation.operation,
          operationName: prepared.operation.name?.value,
          apiKeyId: undefined,
          firmId: running.verified?.principal.firmId,
          codes: [...codes],
          ms: performance.now() - startedAt,
        });
        context.log.info(
          {
            transport: 'websocket',
            operationType: prepared.operation.operation,
            operationName: prepared.operation.name?.value,
            persisted: running.persisted,
            firmId: running.verified?.principal.firmId,
            results,
            ms: Math.round(performance.now() - startedAt),
            ...(codes.size > 0 ? { codes: [...codes] } : {}),
          },
          'operation',
        );
      },
    },
    sockets,
  );

  /** The token of this operation, still good. Throws TokenRefused's error for the client. */
  async function currentToken(
    extra: SocketExtra,
    { extensions }: SubscribePayload,
  ): Promise<VerifiedToken | undefined> {
    try {
      const renewed = extensions?.['authorization'];
      if (renewed !== undefined) return await authenticate(renewed);
      const { verified } = extra;
      if (verified && verified.expiresAt <= Date.now()) throw new TokenRefused('expired');
      if (verified && revocations.has(verified.principal.sessionId)) throw new TokenRefused('revoked');
      return verified;
    } catch (error) {
      throw error instanceof TokenRefused ? refusalError(error.reason) : error;
    }
  }

  function prepare(
    payload: SubscribePayload,
    { principal }: OperationContext,
  ): Pick<RunningOperation, 'prepared' | 'persisted'> {
    const { query, operationName, extensions } = payload;
    const { source, persisted } = documents.find({ query, extensions });
    const admitted = operations.admit(source);
    if (Array.isArray(admitted)) throw admitted;
    documents.keep({ query, extensions });
    const prepared = operations.prepare({
      source,
      document: admitted as Exclude<typeof admitted, readonly GraphQLError[]>,
      operationName: operationName ?? undefined,
      principal,
      variables: payload.variables ?? {},
    });
    return { prepared, persisted };
  }

  function argumentsOf(running: RunningOperation): ExecutionArgs {
    const { prepared, variables } = running;
    return {
      schema: supergraph.apiSchema,
      document: { kind: prepared.authorized.shape.kind, definitions: [prepared.operation] },
      variableValues: variables,
      contextValue: running,
    };
  }

  /** A stream that ends by itself when the token it was opened with stops being good. */
  function stream({ prepared, context, variables, verified }: RunningOperation) {
    const subscription = federatedSubscription(
      prepared,
      { supergraph, dataSources, context, variables },
      upstreamSockets,
    );
    return guardedStream(subscription, { verified, revocations });
  }

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
      await server.dispose();
      clearTimeout(deadline);
    },
  };
}

const tooMany = new ClientError(`A socket serves ${operationsPerSocketMax} operations at a time.`, {
  extensions: { code: 'BAD_REQUEST' },
});

function codesOf(errors: readonly GraphQLError[]): string[] {
  return [...new Set(errors.map(({ extensions }) => String(extensions['code'])))];
}

function withRequestId(error: ClientError, requestId: string): ClientError {
  return new ClientError(error.message, {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions: { ...error.extensions, requestId },
  });
}

function formatted(error: GraphQLError, requestId: string): GraphQLFormattedError {
  return withRequestId(error, requestId).toJSON();
}
