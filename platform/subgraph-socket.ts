import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import {
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { bearerToken } from './bearer.ts';
import { asGraphQLError, formatError } from './graph-error-format.ts';
import type { Log } from './log.ts';
import type { RequestContext } from './request-context.ts';
import type { ServiceTokenVerifier } from './service-token.ts';
import { createSharedSubscribe } from './shared-events.ts';
import { openSpan } from './span.ts';

export interface SubgraphSocketOptions<Context extends RequestContext> {
  httpServer: Server;
  schema: GraphQLSchema;
  verifier: ServiceTokenVerifier;
  log: Log;
  context: (request: RequestContext) => Context;
  /** See createSharedSubscribe; by default every subscriber's event is executed for itself. */
  positionOf?: ((context: Context) => string) | undefined;
}

/**
 * Serves subscriptions over graphql-ws at /graphql.
 *
 * The socket is the gateway's and carries many people's operations: each `subscribe` brings its own service token in
 * `extensions.authorization`, and an operation without a valid one gets an error of its own while the others go on. Queries and
 * mutations are refused: over HTTP each of them is sealed.
 *
 * @returns a function that ends every socket, for shutdown.
 */
export function attachSubgraphSocket<Context extends RequestContext>({
  httpServer,
  schema,
  verifier,
  log,
  context,
  positionOf,
}: SubgraphSocketOptions<Context>): () => Promise<void> {
  const sockets = new WebSocketServer({ server: httpServer, path: '/graphql', maxPayload: 1_000_000 });
  const server = useServer(
    {
      schema,
      ...(positionOf ? { subscribe: createSharedSubscribe(positionOf) } : {}),
      // Parsing and validating here, inside one try, keeps a bad document from closing the whole shared socket.
      onSubscribe: async (_socket, _id, payload) => {
        const requestId = randomUUID();
        const { operationName, extensions } = payload;
        const span = openSpan(operationName ? `subscribe ${operationName}` : 'subscribe', {
          kind: 'server',
          parent: typeof extensions?.['traceparent'] === 'string' ? extensions['traceparent'] : null,
          attributes: { 'graphql.operation.type': 'subscription' },
        });
        try {
          const authorization = payload.extensions?.['authorization'];
          const token = bearerToken(typeof authorization === 'string' ? authorization : undefined);
          if (!token) throw unauthorized();
          const principal = await verifier.verify(token).catch(() => {
            throw unauthorized();
          });
          const document = parse(payload.query);
          const mistakes = validate(schema, document);
          if (mistakes.length > 0) return mistakes;
          // Anything else comes over HTTP, where a token that somebody has overheard is not enough.
          if (getOperationAST(document, operationName)?.operation !== 'subscription') throw onlySubscriptions();
          return {
            schema,
            document,
            operationName: payload.operationName,
            variableValues: payload.variables,
            contextValue: context({ principal, requestId, log: log.child({ requestId }) }),
          };
        } catch (error) {
          return [
            new GraphQLError(formatError(asGraphQLError(error), { requestId, log }).message, {
              extensions: codeOf(error),
            }),
          ];
        } finally {
          // What the stream brings is in the traces of whoever reads it.
          span?.end();
        }
      },
      onNext: (_socket, _id, _payload, _args, result) => masked(result, log),
    },
    sockets,
  );
  return async () => {
    await server.dispose();
  };
}

function unauthorized(): GraphQLError {
  return new GraphQLError('A service token is needed.', { extensions: { code: 'UNAUTHENTICATED' } });
}

function onlySubscriptions(): GraphQLError {
  return new GraphQLError('The socket serves subscriptions only.', { extensions: { code: 'BAD_REQUEST' } });
}

function codeOf(error: unknown): { code: unknown } {
  return {
    code: error instanceof GraphQLError ? (error.extensions['code'] ?? 'BAD_USER_INPUT') : 'INTERNAL_SERVER_ERROR',
  };
}

function masked(
  result: { data?: ExecutionResult['data']; errors?: readonly GraphQLError[] | undefined },
  log: Log,
): FormattedExecutionResult | undefined {
  if (!result.errors) return undefined;
  const requestId = randomUUID();
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    errors: result.errors.map((error) => formatError(error, { requestId, log })),
  };
}
