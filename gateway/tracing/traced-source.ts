import { inSpan, type OpenSpan } from '@smarterfirms/platform/span';
import type { HttpDataSource } from '../upstream/http-source.ts';
import type { SubgraphAnswer } from '../upstream/subgraph-call.ts';
import { serverFault } from './operation-attributes.ts';

/**
 * A span around every fetch from a subgraph. Fetches that are answered together, or from the cache, have one each; the
 * subgraph's own spans are part of that which was sent.
 */
export function tracedSource(name: string, source: HttpDataSource): HttpDataSource {
  return {
    get leftAlone() {
      return source.leftAlone;
    },
    call: (call) => {
      const attributes = {
        ...fetchAttributes(name, call.operationName),
        ...(call.path ? { 'smarterfirms.fetch.path': call.path } : {}),
        ...(call.representations ? { 'smarterfirms.fetch.entities': call.representations.length } : {}),
      };
      return inFetchSpan(name, attributes, () => source.call(call));
    },
    process: (options) =>
      inFetchSpan(name, fetchAttributes(name, options.request.operationName), () => source.process(options)),
    reachable: () => source.reachable(),
    close: () => source.close(),
  };
}

type Answer = Pick<SubgraphAnswer, 'errors'>;

function inFetchSpan<Result extends object>(
  name: string,
  attributes: Record<string, string | number>,
  fetch: () => Promise<Result>,
): Promise<Result> {
  return inSpan(`fetch ${name}`, { kind: 'client', attributes }, async (span) => {
    const answer = await fetch();
    if (span) tellErrors(span, answer as Answer);
    return answer;
  });
}

function tellErrors(span: OpenSpan, { errors }: Answer): void {
  if (!errors || errors.length === 0) return;
  const codes = [...new Set(errors.map(({ extensions }) => String(extensions?.['code'] ?? 'unknown')))];
  const fault = serverFault(codes);
  span.set({ 'smarterfirms.error.codes': codes });
  if (fault) span.fail(fault);
}

function fetchAttributes(subgraph: string, operationName: string | undefined) {
  return {
    'smarterfirms.subgraph': subgraph,
    ...(operationName ? { 'graphql.operation.name': operationName } : {}),
  };
}
