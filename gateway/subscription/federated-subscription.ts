import type { FetchNode } from '@apollo/query-planner';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { ClientError, clientError } from '../operation/client-error.ts';
import type { PreparedOperation } from '../operation/operations.ts';
import { asExecutionResult, type RunParts, runOperation } from '../operation/run-operation.ts';
import type { DataSources, SubgraphSource } from '../upstream/http-source.ts';
import type { UpstreamEvent, UpstreamSocket } from '../upstream/upstream-socket.ts';
import { EventQueue } from './event-queue.ts';

/** Events that wait for a slow client. */
const queuedEventsMax = 64;

export interface FederatedSubscription extends AsyncIterableIterator<ExecutionResult> {
  /** Ends the stream now, with this error as its last word. */
  abort(error: ClientError): void;
}

/**
 * Streams a subscription over several subgraphs.
 *
 * The root field streams from the subgraph that owns it. For each of its events the rest of the query plan runs as for a
 * query: the first fetch is answered by the event, and entity fields come from their subgraphs. So aliases, keys, output
 * rewrites, error paths and nulls are what they would be in a query.
 */
export function federatedSubscription(
  prepared: PreparedOperation,
  parts: RunParts,
  upstreamSockets: Readonly<Record<string, UpstreamSocket>>,
): FederatedSubscription {
  const primary = prepared.source;
  if (!primary) throw new Error('The plan of a subscription has no subscription in it.');
  const upstream = upstreamSockets[primary.serviceName];
  if (!upstream) throw new Error(`There is no subgraph "${primary.serviceName}".`);

  const queue = new EventQueue<UpstreamEvent>(queuedEventsMax, tooSlow);
  const stop = upstream.subscribe(
    {
      query: primary.operation,
      operationName: primary.operationName,
      variables: pick(parts.variables, primary.variableUsages ?? []),
      principal: parts.context.principal,
    },
    {
      next: (event) => queue.push(event),
      error: (errors) => queue.end(firstOf(errors, parts)),
      complete: () => queue.end(),
    },
  );

  const stream: FederatedSubscription = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      try {
        const event = await queue.take();
        if (!event) return ended;
        const dataSources = answeringOnce(parts.dataSources, primary, event);
        const value = asExecutionResult(await runOperation(prepared, { ...parts, dataSources }));
        // The client may have gone, or lost its right to the stream, while the entities were fetched.
        queue.throwIfFailed();
        return queue.ended && stopped ? ended : { value, done: false };
      } catch (error) {
        finish();
        throw error;
      }
    },
    async return() {
      finish();
      return ended;
    },
    async throw(error) {
      finish();
      throw error;
    },
    abort: (error) => {
      stop();
      queue.abort(error);
    },
  };
  let stopped = false;
  return stream;

  function finish(): void {
    stopped = true;
    stop();
    queue.abort();
  }
}

const ended: IteratorReturnResult<undefined> = { value: undefined, done: true };

/** The data sources, where the first fetch of the plan is answered by the event instead. */
function answeringOnce(
  dataSources: DataSources,
  { serviceName, operation }: FetchNode,
  event: UpstreamEvent,
): DataSources {
  const real = dataSources[serviceName];
  let answered = false;
  /** Whether this is the fetch that the event answers. */
  const isFirst = (query: string | undefined) => {
    const first = !answered && query === operation;
    answered ||= first;
    return first;
  };
  const needed = () => {
    if (!real) throw new Error(`There is no subgraph "${serviceName}".`);
    return real;
  };
  const source: SubgraphSource = {
    call: async (call) => (isFirst(call.query) ? event : needed().call(call)),
    process: async (options) =>
      isFirst(options.request.query)
        ? (event as Awaited<ReturnType<SubgraphSource['process']>>)
        : needed().process(options),
  };
  return { ...dataSources, [serviceName]: source };
}

function pick(variables: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]),
  );
}

/** A stream ends with one error; a subgraph's further ones say the same in other words. */
function firstOf(errors: readonly GraphQLError[], { context }: RunParts): ClientError {
  return clientError(errors[0] ?? new Error('the subgraph ended the stream with an empty list of errors'), context);
}

function tooSlow(): ClientError {
  return new ClientError('Events came faster than they were read, and the stream was ended. Subscribe again.', {
    extensions: { code: 'SUBSCRIPTION_TOO_SLOW' },
  });
}
