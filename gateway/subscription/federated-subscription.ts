import type { FetchNode } from '@apollo/query-planner';
import { inSpan } from '@smarterfirms/platform/span';
import { activeTraceparent } from '@smarterfirms/platform/trace-context';
import { ClientError, clientError } from '../operation/client-error.ts';
import type { PreparedOperation } from '../operation/operations.ts';
import { asExecutionResult, type RunParts, runOperation } from '../operation/run-operation.ts';
import type { DataSources, SubgraphSource } from '../upstream/http-source.ts';
import { identityOf } from '../upstream/identity.ts';
import type { UpstreamEvent, UpstreamSocket } from '../upstream/upstream-socket.ts';
import { type FederatedSubscription, SharedStream } from './shared-stream.ts';

/** Streams that are open, by the operation and then by whose they are and what they are about. */
const openStreams = new WeakMap<PreparedOperation, Map<string, SharedStream>>();

/**
 * Streams a subscription over several subgraphs.
 *
 * The root field streams from the subgraph that owns it. For each of its events the rest of the query plan runs as for a
 * query: the first fetch is answered by the event, and entity fields come from their subgraphs. So aliases, keys, output
 * rewrites, error paths and nulls are what they would be in a query.
 *
 * The same operation with the same variables of the same principal is one stream, whoever has it open (see SharedStream).
 * Its calls carry the request id and the client's address of the one who began it.
 */
export function federatedSubscription(
  prepared: PreparedOperation,
  parts: RunParts,
  upstreamSockets: Readonly<Record<string, UpstreamSocket>>,
): FederatedSubscription {
  const streams = openStreams.get(prepared) ?? new Map<string, SharedStream>();
  openStreams.set(prepared, streams);
  const key = `${identityOf(parts.context.principal)} ${JSON.stringify(parts.variables)}`;
  const open = streams.get(key) ?? begin(prepared, parts, upstreamSockets, () => streams.delete(key));
  streams.set(key, open);
  return open.join();
}

function begin(
  prepared: PreparedOperation,
  parts: RunParts,
  upstreamSockets: Readonly<Record<string, UpstreamSocket>>,
  onClosed: () => void,
): SharedStream {
  const { source } = prepared;
  if (!source) throw new Error('The plan of a subscription has no subscription in it.');
  const upstream = upstreamSockets[source.serviceName];
  if (!upstream) throw new Error(`There is no subgraph "${source.serviceName}".`);
  const { context, variables } = parts;
  const subscription = {
    query: source.operation,
    operationName: source.operationName,
    variables: pick(variables, source.variableUsages ?? []),
    principal: context.principal,
  };
  const opened = activeTraceparent();
  return new SharedStream({
    subscribe: (sink) => upstream.subscribe(subscription, sink),
    complete: async (event) => {
      const dataSources = answeringOnce(parts.dataSources, source, event);
      const answer = () => runOperation(prepared, { ...parts, dataSources });
      return asExecutionResult(await (opened ? inEventSpan(opened, prepared, answer) : answer()));
    },
    // A stream ends with one error; a subgraph's further ones say the same in other words.
    errorOf: ([first]) =>
      clientError(first ?? new Error('the subgraph ended the stream with an empty list of errors'), context),
    tooSlow,
    onClosed,
  });
}

/** Each event is a trace of its own: a stream may have any number of them. */
function inEventSpan<Result>(opened: string, { operation }: PreparedOperation, work: () => Promise<Result>) {
  const name = operation.name?.value;
  return inSpan(
    name ? `event ${name}` : 'event',
    {
      parent: null,
      link: opened,
      attributes: {
        'graphql.operation.type': 'subscription',
        ...(name ? { 'graphql.operation.name': name } : {}),
      },
    },
    work,
  );
}

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

function tooSlow(): ClientError {
  return new ClientError('Events came faster than they were read, and the stream was ended. Subscribe again.', {
    extensions: { code: 'SUBSCRIPTION_TOO_SLOW' },
  });
}
