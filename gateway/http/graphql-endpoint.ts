import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { isTracing } from '@smarterfirms/platform/is-tracing';
import type { Log } from '@smarterfirms/platform/log';
import { GraphQLError } from 'graphql';
import { type Admit, Refused } from '../admission/admission.ts';
import type { TakeDeposit } from '../admission/document-deposit.ts';
import { Cancellation } from '../cancellation.ts';
import type { OperationContext } from '../context.ts';
import { deprecatedUses } from '../contract/deprecated-uses.ts';
import type { DeprecationUsage } from '../contract/deprecation-usage.ts';
import { TokenRefused, type VerifiedToken } from '../identity/access-token.ts';
import type { Authenticate } from '../identity/authenticate.ts';
import type { ReadClientOrigin } from '../identity/client-origin.ts';
import { refusalError } from '../identity/refusal-error.ts';
import { clientNameOf } from '../metrics/client-name.ts';
import type { OperationRecord } from '../metrics/gateway-metrics.ts';
import { clientError } from '../operation/client-error.ts';
import { paidVariableMistakes, type ReadOperation, readOperation } from '../operation/read-operation.ts';
import { runOperation } from '../operation/run-operation.ts';
import type { RunOperation } from '../operation/shared-operations.ts';
import { DocumentRefused } from '../persisted/documents.ts';
import type { GraphUse } from '../supergraph/serving.ts';
import type { ServedGraph } from '../supergraph/snapshot.ts';
import { inRequestSpan } from '../tracing/request-span.ts';
import { answerSubscription, type SubscriptionParts } from './answer-subscription.ts';
import { answerType, plainJson } from './answer-type.ts';
import { answerPreflight } from './cors.ts';
import { answerRefusal, badRequest, RequestRefused, unexpected } from './error-answer.ts';
import { type StreamFormat, streamFormat } from './event-stream.ts';
import { type GraphQLParameters, readGraphQLParameters } from './graphql-parameters.ts';
import { type Asker, answerWithResult } from './operation-answer.ts';
import { beginRequest, type RequestLocals } from './request-log.ts';
import { renderSandboxPage } from './sandbox-page.ts';

export interface GraphQLEndpointOptions {
  /** What is served now; undefined where there is nothing to serve at present. */
  graph: () => GraphUse | undefined;
  authenticate: Authenticate;
  clientOrigin: ReadClientOrigin;
  /** Whose pages may call from a browser. */
  origins: ReadonlySet<string>;
  log: Log;
  /** Whether browsers get a page to explore the graph by. */
  sandbox: boolean;
  /** Lets operations in by what they cost; left out where there are no limits. */
  admit?: Admit | undefined;
  /** Runs queries and mutations; each on its own by default. */
  run?: RunOperation | undefined;
  /** Takes the price of a mistake; left out where there are no limits. */
  deposit?: TakeDeposit | undefined;
  /** Whether answers tell in `extensions.cost` what they cost. */
  costInAnswers?: boolean;
  /** Serves subscriptions over HTTP; left out where there are none. */
  subscriptions?: SubscriptionParts | undefined;
  /** Whether a client's `traceparent` is obeyed, not only linked. */
  trustedTraces?: boolean | undefined;
  /** Counts operations that have ended; left out where nobody looks. */
  count?: ((record: OperationRecord) => void) | undefined;
  /** Counts who uses what is deprecated, and tells them in the answer; left out where all clients are ours. */
  deprecations?: DeprecationUsage | undefined;
  /** Of one body, counted after decompression; 1 MB by default. */
  bodyBytesMax?: number | undefined;
  /** What of a client's headers subgraphs get; nothing by default. */
  passedHeaders?: ((headers: IncomingHttpHeaders) => Record<string, string>) | undefined;
}

/** Answers one request, whatever happens. */
export type GraphQLEndpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * GraphQL over HTTP, straight on Node's server: the protocol (content types, CSRF prevention, status codes) as
 * the GraphQL over HTTP specification has it. The operation itself runs where those of the WebSocket run.
 */
export function createGraphQLEndpoint(options: GraphQLEndpointOptions): GraphQLEndpoint {
  const { origins, log, sandbox, count, trustedTraces = false } = options;
  const tracing = isTracing();
  return async (request, response) => {
    const locals = beginRequest(log, request, response);
    if (count) countAtEnd(count, request, response, locals);
    await (tracing
      ? inRequestSpan({ request, response, locals }, trustedTraces, () => answered(request, response, locals))
      : answered(request, response, locals));
  };

  async function answered(request: IncomingMessage, response: ServerResponse, locals: RequestLocals): Promise<void> {
    try {
      if (answerPreflight(origins, request, response, locals.headers)) return;
      if (sandbox && request.method === 'GET' && request.headers.accept?.includes('text/html')) {
        const page = await renderSandboxPage();
        response.writeHead(200, { ...locals.headers, 'content-type': 'text/html; charset=utf-8' }).end(page);
        return;
      }
      await answerOperation(options, request, response, locals);
    } catch (error) {
      if (response.headersSent) {
        log.error({ err: error, requestId: locals.requestId }, 'an answer broke off');
        response.destroy();
      } else answerRefusal(response, locals, error instanceof RequestRefused ? error : unexpected(error, locals));
    }
  }
}

function countAtEnd(
  count: (record: OperationRecord) => void,
  { headers }: IncomingMessage,
  response: ServerResponse,
  { facts, asked }: RequestLocals,
): void {
  const startedAt = performance.now();
  response.on('close', () => {
    const { operationType, operationName, apiKeyId, firmId, codes, persisted } = facts;
    const transport = operationType === 'subscription' ? 'stream' : 'http';
    const ms = performance.now() - startedAt;
    const client = clientNameOf(headers);
    count({ transport, operationType, operationName, apiKeyId, firmId, codes, ms, persisted, ...asked, ...client });
  });
}

async function answerOperation(
  options: GraphQLEndpointOptions,
  request: IncomingMessage,
  response: ServerResponse,
  locals: RequestLocals,
): Promise<void> {
  const { requestId } = locals;
  const verified = await verifiedToken(options.authenticate, request, locals);
  const principal = verified?.principal;
  const format = streamFormat(request.headers.accept);
  // A client may take both, and learns by the operation which of them comes.
  const type = answerType(request.headers.accept) ?? (format ? plainJson : undefined);
  if (!type) throw notAcceptable;
  const parameters = await readGraphQLParameters(request, options.bodyBytesMax);
  const cancellation = new Cancellation();
  response.on('close', () => {
    if (!response.writableFinished) cancellation.cancel();
  });
  const idempotencyKey = request.headers['idempotency-key'];
  const context: OperationContext = {
    principal,
    requestId,
    client: options.clientOrigin(request),
    log: locals.log,
    cancellation,
    idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : undefined,
    passedHeaders: options.passedHeaders?.(request.headers),
  };

  const use = options.graph();
  if (!use) throw nothingServed;
  try {
    await runRequest(options, use, {
      asker: { request, response, type, locals },
      parameters,
      context,
      verified,
      format,
    });
  } finally {
    use.end();
  }
}

interface OperationRequest {
  asker: Asker;
  parameters: GraphQLParameters;
  context: OperationContext;
  verified: VerifiedToken | undefined;
  format: StreamFormat | undefined;
}

/** Everything that depends on the supergraph, with one and the same to the end. */
async function runRequest(
  options: GraphQLEndpointOptions,
  use: GraphUse,
  { asker, parameters, context, verified, format }: OperationRequest,
): Promise<void> {
  const { authenticate, admit, deposit, costInAnswers, deprecations, run = runOperation } = options;
  const { request, response, locals } = asker;
  const { facts } = locals;
  const { operations, dataSources } = use.graph;
  const { principal } = context;
  locals.asked.apiSchema = operations.supergraph.apiSchema;
  const read = await readRequest(use.graph, parameters, { context, deposit });
  facts.persisted = read.persisted;
  if ('mistakes' in read) {
    await answerWithResult(asker, { errors: read.mistakes });
    return;
  }
  const { prepared } = read;
  const { operation: kind, name } = prepared.operation;
  locals.asked.document = prepared.document;
  facts.operationType = kind;
  facts.operationName = name?.value;
  const streamed = kind === 'subscription' ? options.subscriptions : undefined;
  if (kind === 'subscription' && !(streamed && format)) throw streamed ? notAsked : notServed;
  if (kind === 'mutation' && request.method === 'GET')
    throw badRequest(405, 'Mutations are served over POST only.', { allow: 'POST' });

  const parts = {
    supergraph: operations.supergraph,
    dataSources,
    // A mutation that has begun is not cut in half because the client has gone.
    context: kind === 'query' ? context : { ...context, cancellation: undefined },
    variables: parameters.variables,
  };
  const uses = deprecations ? deprecatedUses(operations.supergraph.apiSchema, prepared.document) : [];
  if (uses.length > 0) deprecations?.count(uses, principal);
  const mistakes = await paidVariableMistakes(prepared, parts, deposit);
  if (mistakes instanceof Refused) throw requestRefused(mistakes);
  if (mistakes) {
    await answerWithResult(asker, { errors: mistakes });
    return;
  }
  const admitted = await admit?.(prepared.demand, parts);
  if (admitted instanceof Refused) throw requestRefused(admitted);
  if (streamed && format) {
    const again = () => authenticate(request.headers.authorization);
    const begun = { prepared, context: parts.context, variables: parts.variables };
    const stream = { begun, use, serve: options.graph, format, verified, again };
    response.setHeaders(new Map(Object.entries(locals.headers)));
    facts.results = (await answerSubscription(streamed, stream, response)).results;
    return;
  }
  const result = await run(prepared, parts);
  const settled = admitted?.settle(result.fetched);
  facts.cost = settled?.report.actual;
  await answerWithResult(asker, result, {
    headers: { ...settled?.headers, ...(result.repeated ? { 'idempotent-replayed': 'true' } : {}) },
    extensions: {
      ...(uses.length > 0 ? { deprecations: uses } : {}),
      ...(settled && costInAnswers ? { cost: settled.report } : {}),
    },
  });
}

/** Refuses a bad token with 401 before anything else is done; a request without one goes on as anonymous. */
async function verifiedToken(authenticate: Authenticate, { headers }: IncomingMessage, { facts }: RequestLocals) {
  try {
    const verified = await authenticate(headers.authorization);
    facts.firmId = verified?.principal.firmId;
    facts.apiKeyId = verified?.principal.apiKeyId;
    return verified;
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    throw error.reason === 'unavailable'
      ? new RequestRefused(503, refusalError(error.reason))
      : new RequestRefused(401, refusalError(error.reason), { 'www-authenticate': 'Bearer error="invalid_token"' });
  }
}

async function readRequest(
  graph: ServedGraph,
  parameters: GraphQLParameters,
  parts: { context: OperationContext; deposit: TakeDeposit | undefined },
): Promise<ReadOperation> {
  try {
    const read = await readOperation(graph, parameters, parts);
    if (read instanceof Refused) throw requestRefused(read);
    return read;
  } catch (error) {
    if (error instanceof DocumentRefused) {
      if (error.final) throw new RequestRefused(400, error.error);
      return { persisted: false, mistakes: [error.error] };
    }
    if (error instanceof GraphQLError) return { persisted: false, mistakes: [clientError(error, parts.context)] };
    throw error;
  }
}

function requestRefused({ status, error, headers }: Refused): RequestRefused {
  return new RequestRefused(status, error, headers);
}

const notAsked = badRequest(
  406,
  'A subscription is a stream: accept text/event-stream or multipart/mixed;subscriptionSpec=1.0, or use a WebSocket.',
);
const notServed = badRequest(400, 'Subscriptions are not served here.');
const nothingServed = badRequest(404, 'There is nothing at this path.');
const notAcceptable = badRequest(406, 'Answers are application/graphql-response+json or application/json.');
