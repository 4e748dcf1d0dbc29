import type { IContextualizedStats, IPathErrorStats, ITracesAndStats } from '@apollo/usage-reporting-protobuf';
import type { OperationRecord } from '../metrics/gateway-metrics.ts';
import { DurationHistogram } from './duration-histogram.ts';
import type { OperationKey } from './operation-key.ts';

interface ClientStatistics {
  clientName: string;
  clientVersion: string;
  latency: DurationHistogram;
  requests: number;
  persisted: number;
  failed: number;
  errors: ErrorNode;
}

/** Errors at one place of an answer, and below it. */
interface ErrorNode {
  errors: number;
  requests: number;
  children: Map<string, ErrorNode>;
}

const nameLengthMax = 100;

/** What is counted of the operations of one schema until it is reported. */
export class OperationStatistics {
  /** Of operations that were understood, whether they succeeded or not. */
  operationCount = 0;
  /** Pairs of operation and client so far: what decides over the memory that this takes. */
  entries = 0;
  readonly #operations = new Map<string, { of: OperationKey; clients: Map<string, ClientStatistics> }>();

  add(of: OperationKey, record: OperationRecord): void {
    if (record.document) this.operationCount += 1;
    const operation = this.#operations.get(of.key) ?? { of, clients: new Map<string, ClientStatistics>() };
    this.#operations.set(of.key, operation);
    const clientName = record.clientName?.slice(0, nameLengthMax) ?? '';
    const clientVersion = record.clientVersion?.slice(0, nameLengthMax) ?? '';
    const key = JSON.stringify([clientName, clientVersion]);
    let client = operation.clients.get(key);
    if (!client) {
      const latency = new DurationHistogram();
      client = { clientName, clientVersion, latency, requests: 0, persisted: 0, failed: 0, errors: errorNode() };
      operation.clients.set(key, client);
      this.entries += 1;
    }
    client.requests += 1;
    // How long a stream is open says nothing about how long anything took.
    if (record.operationType !== 'subscription') client.latency.add(record.ms);
    if (record.persisted) client.persisted += 1;
    if (!record.codes || record.codes.length === 0) return;
    client.failed += 1;
    countErrors(client.errors, record.errorPaths ?? [[]]);
  }

  /** As in a report, by operation. */
  encoded(): Record<string, ITracesAndStats> {
    return Object.fromEntries(
      [...this.#operations].map(([key, { of, clients }]) => [
        key,
        {
          trace: [],
          statsWithContext: [...clients.values()].map(encodedClient),
          referencedFieldsByType: of.referencedFieldsByType,
          internalTracesContributingToStats: [],
        },
      ]),
    );
  }
}

function encodedClient({
  clientName,
  clientVersion,
  latency,
  requests,
  persisted,
  failed,
  errors,
}: ClientStatistics): IContextualizedStats {
  return {
    context: { clientName, clientVersion },
    queryLatencyStats: {
      latencyCount: latency.encoded(),
      requestCount: requests,
      // How long single fields take is in OpenTelemetry's traces (docs/tracing.md), not here.
      requestsWithoutFieldInstrumentation: requests,
      persistedQueryHits: persisted,
      requestsWithErrorsCount: failed,
      rootErrorStats: encodedErrors(errors),
    },
  };
}

function countErrors(root: ErrorNode, paths: readonly (readonly (string | number)[])[]): void {
  const touched = new Set<ErrorNode>();
  for (const path of paths) {
    let node = root;
    // Of a place in a list Apollo counts the field, not the item.
    for (const name of path) {
      if (typeof name === 'number') continue;
      const child = node.children.get(name) ?? errorNode();
      node.children.set(name, child);
      node = child;
    }
    node.errors += 1;
    touched.add(node);
  }
  for (const node of touched) node.requests += 1;
}

function errorNode(): ErrorNode {
  return { errors: 0, requests: 0, children: new Map() };
}

function encodedErrors({ errors, requests, children }: ErrorNode): IPathErrorStats {
  return {
    errorsCount: errors,
    requestsWithErrorsCount: requests,
    children: Object.fromEntries([...children].map(([name, child]) => [name, encodedErrors(child)])),
  };
}
