import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { bearerToken } from './bearer.ts';
import type { CallSealCheck } from './call-seal.ts';
import { clientOrigin } from './client-origin.ts';
import { asGraphQLError, formatError } from './graph-error-format.ts';
import type { Subgraph } from './graph-schema.ts';
import { isTracing } from './is-tracing.ts';
import { listen } from './listen.ts';
import type { Log } from './log.ts';
import type { RequestContext } from './request-context.ts';
import { sealedJson } from './sealed-json.ts';
import type { ServiceTokenVerifier } from './service-token.ts';
import { attachSubgraphSocket } from './subgraph-socket.ts';
import { tracedOperations, traceRootFields } from './traced-operations.ts';
import { tracedRequests } from './traced-requests.ts';

export interface SubgraphServerOptions<Context extends RequestContext> {
  name: string;
  subgraph: Subgraph;
  verifier: ServiceTokenVerifier;
  /** Of calls over HTTP; a service whose routes check seals, too, gives the same one to them. */
  checkSeal: CallSealCheck;
  log: Log;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Adds the subgraph's own parts (loaders, clients) for one request. */
  context: (request: RequestContext) => Context;
  /** Routes beside GraphQL (JWKS, OAuth callback, webhooks); added before the JSON parser, so bodies arrive raw. */
  routes?: (app: Express) => void;
  /** Serves subscriptions by graphql-ws at the same path. */
  subscriptions?: boolean;
  /** Of subscriptions whose source hands the same event to many: see createSharedSubscribe. */
  positionOf?: (context: Context) => string;
  /** Rejects when the service cannot do its work (its database is away): readiness, not liveness. */
  ready: () => Promise<unknown>;
}

export interface RunningServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Serves one subgraph over HTTP.
 *
 * Every operation, `_entities` and `_service` included, needs a service token for this subgraph, and a seal of this one call;
 * the answer is 401 else.
 * GET /health says that the process lives, GET /ready that it can work.
 */
export async function serveSubgraph<Context extends RequestContext>(
  options: SubgraphServerOptions<Context>,
): Promise<RunningServer> {
  const { name, subgraph, verifier, checkSeal, log, host, port } = options;
  const refuse = (response: Response, reason: string) => {
    log.warn({ reason }, 'refused a call without a valid service token and seal');
    response
      .status(401)
      .json({ errors: [{ message: 'A service token is needed.', extensions: { code: 'UNAUTHENTICATED' } }] });
  };
  const app = express();
  app.disable('x-powered-by');
  const httpServer = createServer(app);

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/ready', (_request, response) => {
    options.ready().then(
      () => response.json({ status: 'ready' }),
      (error: unknown) => {
        log.warn({ err: error }, 'not ready');
        response.status(503).json({ status: 'unavailable' });
      },
    );
  });
  if (isTracing()) {
    app.use(tracedRequests);
    traceRootFields(subgraph.schema);
  }
  options.routes?.(app);

  const stopSocket = options.subscriptions
    ? attachSubgraphSocket({
        httpServer,
        schema: subgraph.schema,
        verifier,
        log,
        context: options.context,
        positionOf: options.positionOf,
      })
    : undefined;

  const apollo = new ApolloServer<{ context: Context | undefined }>({
    schema: subgraph.schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => {
      const original = asGraphQLError(error);
      const requestId = String(formatted.extensions?.['requestId'] ?? randomUUID());
      return formatError(original, { requestId, log });
    },
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer }),
      ApolloServerPluginInlineTraceDisabled(),
      ...(isTracing() ? [tracedOperations()] : []),
    ],
  });
  await apollo.start();

  app.use('/graphql', async (request, response, next) => {
    try {
      const token = bearerToken(request.headers.authorization);
      if (!token) throw new Error('no bearer token');
      const principal = await verifier.verify(token);
      const requestId = requestIdOf(request.headers['x-request-id']);
      response.locals['context'] = options.context({
        principal,
        requestId,
        log: log.child({ requestId }),
        client: clientOrigin(request.headers),
      });
      next();
    } catch (error) {
      refuse(response, error instanceof Error ? error.message : String(error));
    }
  });
  // After the token: who has none makes nobody read anything.
  app.use('/graphql', sealedJson(checkSeal, '2mb', refuse));
  app.use(
    '/graphql',
    expressMiddleware(apollo as unknown as ApolloServer<Context>, {
      context: async ({ res }) => res.locals['context'] as Context,
    }),
  );

  app.use(answerMistakes(log));

  const url = `${await listen(httpServer, { host, port })}/graphql`;
  log.info({ url }, `${name} is listening`);
  return {
    url,
    async stop() {
      await stopSocket?.();
      await apollo.stop();
    },
  };
}

/** What the body parser refuses, and what nobody expected. Express would answer with the stack trace. */
function answerMistakes(log: Log) {
  return (error: unknown, _request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = Number((error as { status?: unknown } | undefined)?.status ?? 500);
    if (status >= 400 && status < 500) {
      const message = status === 413 ? 'The body is larger than 2 MB.' : 'The request cannot be read: send valid JSON.';
      response.status(status).json({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
      return;
    }
    const requestId = randomUUID();
    log.error({ err: error, requestId }, 'a request failed');
    const message = `Something went wrong on our side. Request ${requestId}.`;
    response.status(500).json({ errors: [{ message, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } }] });
  };
}

function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : randomUUID();
}
