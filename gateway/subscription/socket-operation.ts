import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Log } from '@smarterfirms/platform/log';
import type { ExecutionArgs, ExecutionResult, FormattedExecutionResult, GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { type Admit, type Admitted, Refused } from '../admission/admission.ts';
import type { TakeDeposit } from '../admission/document-deposit.ts';
import { Cancellation } from '../cancellation.ts';
import type { OperationContext } from '../context.ts';
import { TokenRefused, type VerifiedToken } from '../identity/access-token.ts';
import type { Authenticate } from '../identity/authenticate.ts';
import type { ReadClientOrigin } from '../identity/client-origin.ts';
import { refusalError } from '../identity/refusal-error.ts';
import type { Revocations } from '../identity/revocations.ts';
import { clientNameOf } from '../metrics/client-name.ts';
import type { OperationRecord } from '../metrics/gateway-metrics.ts';
import { ClientError, clientError } from '../operation/client-error.ts';
import type { PreparedOperation } from '../operation/prepared-operation.ts';
import { paidVariableMistakes, readOperation } from '../operation/read-operation.ts';
import { asExecutionResult, runOperation } from '../operation/run-operation.ts';
import type { RunOperation } from '../operation/shared-operations.ts';
import { DocumentRefused } from '../persisted/documents.ts';
import type { GraphUse } from '../supergraph/serving.ts';
import { deniedStream } from './denied-stream.ts';
import { guardedStream } from './guarded-stream.ts';
import { openStream } from './open-streams.ts';
import { codesOf, formatted, withRequestId } from './socket-errors.ts';

export interface SocketOperationParts {
  /** What is served now; undefined where there is nothing to serve at present. */
  graph: () => GraphUse | undefined;
  authenticate: Authenticate;
  revocations: Revocations;
  clientOrigin: ReadClientOrigin;
  log: Log;
  /** Counts operations that have ended; left out where nobody looks. */
  count?: ((record: OperationRecord) => void) | undefined;
  /** Lets operations in by what they cost; left out where there are no limits. */
  admit?: Admit | undefined;
  /** What of a client's headers subgraphs get; nothing by default. */
  passedHeaders?: ((headers: IncomingHttpHeaders) => Record<string, string>) | undefined;
  /** Runs queries and mutations; each on its own by default. */
  run?: RunOperation | undefined;
  /** Takes the price of a mistake; left out where there are no limits. */
  deposit?: TakeDeposit | undefined;
  /** Whether answers tell in `extensions.cost` what they cost. */
  costInAnswers?: boolean;
}

const operationsPerSocketMax = 100;
/** Of a stream, which may fail with every event. */
const errorPathsMax = 100;

/** Whose socket it is. */
export interface SocketClient {
  request: IncomingMessage;
  /** By the token that the socket was opened with. */
  verified?: VerifiedToken | undefined;
}

/** A result, as the protocol's library hands it on. */
interface Sent {
  data?: ExecutionResult['data'] | undefined;
  errors?: readonly GraphQLError[] | undefined;
  extensions?: Record<string, unknown> | undefined;
}

/** One operation on a socket, from its first message to its line in the log. */
export interface SocketOperation {
  /** Whose person or program it is for, where known. */
  firmId: string | undefined;
  /** As the protocol's library wants it. */
  args: ExecutionArgs;
  /** Of a query or mutation. */
  execute(): Promise<ExecutionResult>;
  /** Of a subscription: a stream that ends by itself when the token that it was opened with stops being good. */
  stream(): AsyncIterableIterator<ExecutionResult>;
  /** Counts a result. @returns it as the client sees it, where that is not as it is. */
  result(result: Sent): FormattedExecutionResult | undefined;
  /** Counts what ended it. @returns it as the client sees it. */
  failure(errors: readonly GraphQLError[]): ReturnType<typeof formatted>[];
  /** Nobody wants it any more: what a query fetches is given up. A mutation that has begun is not cut in half. */
  left(): void;
  /** It is never run. */
  abandon(): void;
  /** Counts it and writes its line in the log. */
  ended(): void;
}

/**
 * Begins an operation: the token must still be good, the document known, valid and permitted, and paid for.
 *
 * @param operationsOnSocket this one included.
 * @returns its mistakes where it cannot begin. Never throws: that would close the socket with every stream on it.
 */
export async function beginOperation(
  parts: SocketOperationParts,
  client: SocketClient,
  payload: SubscribePayload,
  operationsOnSocket: number,
): Promise<SocketOperation | readonly ClientError[]> {
  const requestId = randomUUID();
  const about = {
    requestId,
    client: parts.clientOrigin(client.request),
    log: parts.log.child({ requestId }),
    passedHeaders: parts.passedHeaders?.(client.request.headers),
  };
  const startedAt = performance.now();
  let use: GraphUse | undefined;
  try {
    if (operationsOnSocket > operationsPerSocketMax) throw tooMany;
    const verified = await currentToken(parts, client, payload);
    const context: OperationContext = { principal: verified?.principal, ...about };
    use = parts.graph();
    if (!use) throw nothingServed;
    const variables = { ...payload.variables };
    const { deposit } = parts;
    const { query, extensions, operationName } = payload;
    const request = { query, extensions, operationName: operationName ?? undefined, variables };
    const read = await readOperation(use.graph, request, { context, deposit });
    if (read instanceof Refused) throw read.error;
    if ('mistakes' in read) throw read.mistakes;
    const { prepared, persisted } = read;
    const { supergraph } = use.graph.operations;
    const mistakes =
      (await paidVariableMistakes(prepared, { supergraph, context, variables }, deposit)) ?? deniedStream(prepared);
    if (mistakes instanceof Refused) throw mistakes.error;
    if (mistakes) throw mistakes;
    const admitted = await parts.admit?.(prepared.demand, { context, variables });
    if (admitted instanceof Refused) throw admitted.error;
    const clientName = clientNameOf(client.request.headers);
    return runnable(parts, { use, prepared, clientName, persisted, context, verified, variables, admitted, startedAt });
  } catch (thrown) {
    use?.end();
    const errors = (Array.isArray(thrown) ? thrown : [thrown]).map((error: unknown) =>
      withRequestId(clientError(error instanceof DocumentRefused ? error.error : error, about), requestId),
    );
    const ms = Math.round(performance.now() - startedAt);
    parts.log.info({ requestId, transport: 'websocket', codes: codesOf(errors), ms }, 'refused operation');
    return errors;
  }
}

interface Begun {
  use: GraphUse;
  clientName: ReturnType<typeof clientNameOf>;
  prepared: PreparedOperation;
  /** Whether the document came by its id, or was a registered one. */
  persisted: boolean;
  context: OperationContext;
  verified: VerifiedToken | undefined;
  variables: Record<string, unknown>;
  /** Of a subscription the most that one event can cost stays taken: it is paid for beginning, and events are not the client's doing. */
  admitted: Admitted | undefined;
  startedAt: number;
}

function runnable(
  { graph: serve, revocations, count, costInAnswers, run: runQuery = runOperation }: SocketOperationParts,
  { use, prepared, clientName, persisted, context, verified, variables, admitted, startedAt }: Begun,
): SocketOperation {
  const { operations, dataSources } = use.graph;
  const { supergraph } = operations;
  const { operation, authorized } = prepared;
  const cancellation = operation.operation === 'query' ? new Cancellation() : undefined;
  const run = { supergraph, dataSources, context: { ...context, cancellation }, variables };
  const { requestId } = context;
  const codes = new Set<string>();
  const errorPaths: (readonly (string | number)[])[] = [];
  let results = 0;
  return {
    firmId: verified?.principal.firmId,
    args: {
      schema: supergraph.apiSchema,
      document: { kind: authorized.shape.kind, definitions: [operation] },
      variableValues: variables,
    },
    async execute() {
      try {
        const result = await runQuery(prepared, run);
        const settled = admitted?.settle(result.fetched);
        const shown = settled && costInAnswers ? { extensions: { cost: settled.report } } : {};
        return { ...asExecutionResult(result), ...shown };
      } finally {
        use.end();
      }
    },
    stream() {
      const subscription = openStream(use, { prepared, context, variables }, serve);
      return guardedStream(subscription, { verified, revocations });
    },
    result({ data, errors, extensions }) {
      results += 1;
      if (!errors) return undefined;
      for (const code of codesOf(errors)) codes.add(code);
      for (const { path = [] } of errors) if (errorPaths.length < errorPathsMax) errorPaths.push(path);
      return {
        ...(data === undefined ? {} : { data }),
        errors: errors.map((error) => formatted(error, requestId)),
        ...(extensions ? { extensions } : {}),
      };
    },
    failure(errors) {
      return errors.map((error) => {
        // The library wraps what a stream throws in an error of its own.
        const shown = clientError(error.originalError instanceof ClientError ? error.originalError : error, context);
        codes.add(String(shown.extensions['code']));
        return formatted(shown, requestId);
      });
    },
    left: () => cancellation?.cancel(),
    abandon() {
      use.end();
      admitted?.settle(undefined);
    },
    ended() {
      const facts = {
        transport: 'websocket',
        operationType: operation.operation,
        operationName: operation.name?.value,
        firmId: verified?.principal.firmId,
      } as const;
      const ms = performance.now() - startedAt;
      const { apiSchema } = supergraph;
      const asked = { apiSchema, document: prepared.document, errorPaths, persisted, ...clientName };
      count?.({ ...facts, ...asked, apiKeyId: undefined, codes: [...codes], ms });
      const shown = codes.size > 0 ? { codes: [...codes] } : {};
      context.log.info({ ...facts, persisted, results, ms: Math.round(ms), ...shown }, 'operation');
    },
  };
}

/** The token of this operation, still good. Throws the error for the client. */
async function currentToken(
  { authenticate, revocations }: SocketOperationParts,
  { verified }: SocketClient,
  { extensions }: SubscribePayload,
): Promise<VerifiedToken | undefined> {
  try {
    const renewed = extensions?.['authorization'];
    if (renewed !== undefined) return await authenticate(renewed);
    if (verified && verified.expiresAt <= Date.now()) throw new TokenRefused('expired');
    if (verified && revocations.has(verified.principal.sessionId)) throw new TokenRefused('revoked');
    return verified;
  } catch (error) {
    throw error instanceof TokenRefused ? refusalError(error.reason) : error;
  }
}

const tooMany = new ClientError(`A socket serves ${operationsPerSocketMax} operations at a time.`, {
  extensions: { code: 'BAD_REQUEST' },
});
const nothingServed = new ClientError('There is nothing at this path.', { extensions: { code: 'NOT_FOUND' } });
