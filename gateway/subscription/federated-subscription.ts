import type { FetchNode } from '@apollo/query-planner';
import { inSpan } from '@smarterfirms/platform/span';
import { clientError } from '../operation/client-error.ts';
import type { PreparedOperation } from '../operation/prepared-operation.ts';
import { asExecutionResult, runOperation } from '../operation/run-operation.ts';
import type { DataSources, SubgraphSource } from '../upstream/http-source.ts';
import type { UpstreamEvent } from '../upstream/upstream-socket.ts';
import type { StreamFeed } from './stream-feeds.ts';
import type { StreamPlan } from './stream-plan.ts';

/**
 * Feeds a subscription over several subgraphs.
 *
 * The root field streams from the subgraph that owns it. For each of its events the rest of the query plan runs as for a
 * query: the first fetch is answered by the event, and entity fields come from their subgraphs. So aliases, keys, output
 * rewrites, error paths and nulls are what they would be in a query.
 *
 * @param opened the `traceparent` of whoever has opened the stream; undefined where nothing is traced.
 */
export function subscriptionFeed(
  { prepared, run, upstreamSockets, end }: StreamPlan,
  opened: string | undefined,
): StreamFeed {
  const { source } = prepared;
  if (!source) throw new Error('The plan of a subscription has no subscription in it.');
  const upstream = upstreamSockets[source.serviceName];
  if (!upstream) throw new Error(`There is no subgraph "${source.serviceName}".`);
  const { context, variables } = run;
  const subscription = {
    query: source.operation,
    operationName: source.operationName,
    variables: pick(variables, source.variableUsages ?? []),
    principal: context.principal,
  };
  return {
    // The variables and the principal stay what they are as long as the stream is open.
    origin: [upstream, source.operation],
    subscribe: (sink) => upstream.subscribe(subscription, sink),
    complete: async (event) => {
      const dataSources = answeringOnce(run.dataSources, source, event);
      const answer = () => runOperation(prepared, { ...run, dataSources });
      return asExecutionResult(await (opened ? inEventSpan(opened, prepared, answer) : answer()));
    },
    // A stream ends with one error; a subgraph's further ones say the same in other words.
    errorOf: ([first]) =>
      clientError(first ?? new Error('the subgraph ended the stream with an empty list of errors'), context),
    end,
  };
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
