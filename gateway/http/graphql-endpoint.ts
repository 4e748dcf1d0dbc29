import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { expressMiddleware } from '@as-integrations/express5';
import type { ClientOrigin } from '@smarterfirms/platform/client-origin';
import type { Log } from '@smarterfirms/platform/log';
import type { RequestHandler, Response } from 'express';
import type { OperationContext } from '../context.ts';
import { TokenRefused } from '../identity/access-token.ts';
import type { Authenticate } from '../identity/authenticate.ts';
import type { ReadClientOrigin } from '../identity/client-origin.ts';
import { refusalError } from '../identity/refusal-error.ts';
import { ClientError, clientError } from '../operation/client-error.ts';
import { tokensMax } from '../operation/limits.ts';
import type { Operations, PreparedOperation } from '../operation/operations.ts';
import { runOperation, variableMistakes } from '../operation/run-operation.ts';
import type { DataSources } from '../upstream/data-source.ts';
import { answerWithError } from './error-answer.ts';
import { currentRequest, type RequestFacts, type RequestLocals } from './request-log.ts';

export interface GraphQLEndpointOptions {
  operations: Operations;
  dataSources: DataSources;
  httpServer: Server;
  log: Log;
  clientOrigin: ReadClientOrigin;
  /** Introspection, and a page to explore the graph by for browsers. */
  introspection: boolean;
}

export interface GraphQLEndpoint {
  handler: RequestHandler;
  stop(): Promise<void>;
}

interface HttpContext extends OperationContext, BaseContext {
  facts: RequestFacts;
}

/**
 * GraphQL over HTTP. Apollo Server does the protocol (content types, CSRF prevention, parsing and validation, status
 * codes); the operation itself runs where those of the WebSocket run.
 */
export async function createGraphQLEndpoint({
  operations,
  dataSources,
  httpServer,
  log,
  clientOrigin,
  introspection,
}: GraphQLEndpointOptions): Promise<GraphQLEndpoint> {
  const apollo = new ApolloServer<HttpContext>({
    gateway: asGateway(operations, dataSources),
    introspection,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: tokensMax },
    validationRules: [...operations.rules],
    validationOptions: { maxErrors: 20 },
    logger: log,
    formatError: (formatted, error) => {
      if (error instanceof ClientError) return formatted;
      // Parsing, validation and protocol mistakes; what operations fail with is shown and masked before it gets here.
      return clientError(error, currentRequest.getStore() ?? { requestId: randomUUID(), log }).toJSON();
    },
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer }),
      ApolloServerPluginInlineTraceDisabled(),
      ...(introspection ? [] : [ApolloServerPluginLandingPageDisabled()]),
      reportOutcome,
    ],
  });
  await apollo.start();
  return {
    handler: expressMiddleware(apollo, { context: async ({ req, res }) => contextOf(res, clientOrigin(req)) }),
    stop: () => apollo.stop(),
  };
}

/** Refuses a bad token with 401 before anything else is done; a request without one goes on as anonymous. */
export function authenticateRequests(authenticate: Authenticate): RequestHandler {
  return async (request, response, next) => {
    try {
      const verified = await authenticate(request.headers.authorization);
      response.locals['principal'] = verified?.principal;
      (response.locals as RequestLocals).facts.firmId = verified?.principal.firmId;
      next();
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      if (error.reason === 'unavailable') {
        answerWithError(response, 503, refusalError(error.reason));
        return;
      }
      response.setHeader('www-authenticate', `Bearer error="invalid_token"`);
      answerWithError(response, 401, refusalError(error.reason));
    }
  };
}

function contextOf(response: Response, client: ClientOrigin): HttpContext {
  const { requestId, log, facts } = response.locals as RequestLocals;
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return { principal: response.locals['principal'], requestId, client, log, facts, signal: gone.signal };
}

/** What Apollo Server takes for a gateway: a schema to validate by, and a function that runs operations. */
function asGateway(operations: Operations, dataSources: DataSources): GatewayInterface {
  const { supergraph } = operations;
  return {
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: supergraph.apiSchema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: async ({ source, document, request, context }) => {
        const { facts, signal, ...rest } = context as unknown as HttpContext;
        let prepared: PreparedOperation;
        try {
          const operationName = request.operationName ?? undefined;
          prepared = operations.prepare({ source, document, operationName, principal: rest.principal });
        } catch (error) {
          return { errors: [clientError(error, rest)] };
        }
        const { operation: type, name } = prepared.operation;
        facts.operationType = type;
        facts.operationName = name?.value;
        if (type === 'subscription') return { errors: [overWebSocketOnly] };
        // A mutation that has begun is not cut in half because the client has gone.
        const operationContext: OperationContext = { ...rest, signal: type === 'query' ? signal : undefined };
        const parts = { supergraph, dataSources, context: operationContext, variables: request.variables ?? {} };
        const mistakes = variableMistakes(prepared, parts);
        return mistakes ? { errors: mistakes } : await runOperation(prepared, parts);
      },
    }),
    stop: async () => undefined,
  };
}

const overWebSocketOnly = new ClientError(
  'Subscriptions are served over WebSocket, by the graphql-transport-ws protocol.',
  {
    extensions: { code: 'BAD_REQUEST' },
  },
);

/** Every error carries the request id, and the log line the codes. */
const reportOutcome: ApolloServerPlugin<HttpContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue: { facts, requestId } }) {
        if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
        const { errors } = response.body.singleResult;
        facts.codes = [...new Set(errors.map(({ extensions }) => String(extensions?.['code'])))];
        response.body.singleResult.errors = errors.map((error) => ({
          ...error,
          extensions: { ...error.extensions, requestId },
        }));
      },
    };
  },
};
