import type { DocumentNode, GraphQLSchema } from 'graphql';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Budgets } from '../budget/budget.ts';
import type { DeprecationUsage } from '../contract/deprecation-usage.ts';
import type { ReloadOutcome } from '../supergraph/reload.ts';
import type { HttpDataSource } from '../upstream/http-source.ts';
import { Labels } from './labels.ts';
import { supergraphMetrics } from './supergraph-metrics.ts';

/** What was asked for and where it went wrong, as far as is known. */
export interface AskedFacts {
  /** As clients see it; undefined where nothing was looked at. */
  apiSchema?: GraphQLSchema | undefined;
  /** As the client sent it; undefined where it was not understood. */
  document?: DocumentNode | undefined;
  /** Where in the answer something went wrong. */
  errorPaths?: readonly (readonly (string | number)[])[] | undefined;
}

/** One operation that has ended, over whichever transport it came. */
export interface OperationRecord extends AskedFacts {
  transport: 'http' | 'stream' | 'websocket';
  operationType: string | undefined;
  operationName: string | undefined;
  apiKeyId: string | undefined;
  /** Whether a person or a program was behind it. */
  firmId: string | undefined;
  codes: readonly string[] | undefined;
  ms: number;
  /** Whether the document came by its id, or was a registered one. */
  persisted?: boolean | undefined;
  /** What the client calls itself, in the headers that Apollo's clients send. */
  clientName?: string | undefined;
  clientVersion?: string | undefined;
}

/** How a call of a subgraph ended. */
export type CallOutcome = 'answered' | 'failed' | 'left-alone' | 'abandoned';

export interface GatewayMetrics {
  operation(record: OperationRecord): void;
  subgraphCall(subgraph: string, outcome: CallOutcome, ms: number): void;
  /** A look for a new supergraph that found something. */
  reload(outcome: ReloadOutcome): void;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  contentType: string;
}

export interface Observed {
  /** Those of the supergraph that is served now. */
  dataSources: () => Readonly<Record<string, HttpDataSource>>;
  /** The id of the supergraph that is served. */
  supergraph: () => string;
  /** Snapshots of supergraphs that are open: one, and earlier ones that are still used. */
  snapshots: () => number;
  /** Subgraphs, by name and address, that connections are kept for. */
  connections: () => number;
  budgets: Budgets;
  deprecations: DeprecationUsage;
  /** Open at this moment. */
  openStreams: () => number;
  openSockets: () => number;
}

const operationNamesMax = 300;
const clientsMax = 1_000;
/** Seconds: from a cached answer to the time that a subgraph has. */
const seconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts what happens, by operation, subgraph, client and error code. */
export function createGatewayMetrics(observed: Observed): GatewayMetrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const names = new Labels(operationNamesMax);
  const clients = new Labels(clientsMax);

  const operations = new Counter({
    name: 'gateway_operations_total',
    help: 'Operations that have ended, by the first error code or ok.',
    labelNames: ['transport', 'type', 'operation', 'client', 'code'] as const,
    registers,
  });
  const operationSeconds = new Histogram({
    name: 'gateway_operation_seconds',
    help: 'From the first byte of an operation to the last of its answer; streams are not in it.',
    labelNames: ['type', 'operation'] as const,
    buckets: seconds,
    registers,
  });
  const calls = new Counter({
    name: 'gateway_subgraph_calls_total',
    help: 'Calls of subgraphs, retries not told apart.',
    labelNames: ['subgraph', 'outcome'] as const,
    registers,
  });
  const callSeconds = new Histogram({
    name: 'gateway_subgraph_call_seconds',
    help: 'From sending a call to the last byte of its answer.',
    labelNames: ['subgraph'] as const,
    buckets: seconds,
    registers,
  });
  new Gauge({
    name: 'gateway_subgraph_left_alone',
    help: '1 while a subgraph is not called because it failed too often.',
    labelNames: ['subgraph'] as const,
    registers,
    collect() {
      this.reset();
      for (const [name, source] of Object.entries(observed.dataSources())) {
        this.set({ subgraph: name }, source.leftAlone ? 1 : 0);
      }
    },
  });
  const supergraph = supergraphMetrics(observed, registers);
  new Gauge({
    name: 'gateway_budgets_local',
    help: '1 while budgets are counted by this process alone, by choice or because their store is away.',
    registers,
    collect() {
      this.set(observed.budgets.scope === 'local' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'gateway_open_streams',
    help: 'Subscriptions over HTTP, and WebSockets, that are open.',
    labelNames: ['transport'] as const,
    registers,
    collect() {
      this.set({ transport: 'stream' }, observed.openStreams());
      this.set({ transport: 'websocket' }, observed.openSockets());
    },
  });
  new Counter({
    name: 'gateway_deprecated_uses_total',
    help: 'Requests of the public API that used something deprecated, by what and by key.',
    labelNames: ['coordinate', 'client'] as const,
    registers,
    collect() {
      this.reset();
      for (const { coordinate, client, requests } of observed.deprecations.counts()) {
        this.inc({ coordinate, client }, requests);
      }
    },
  });

  return {
    operation({ transport, operationType = 'none', operationName, apiKeyId, firmId, codes, ms }) {
      const operation = names.of(operationName);
      const client = apiKeyId ? clients.of(apiKeyId) : firmId ? 'application' : 'anonymous';
      operations.inc({ transport, type: operationType, operation, client, code: codes?.[0] ?? 'ok' });
      if (transport === 'http') operationSeconds.observe({ type: operationType, operation }, ms / 1_000);
    },
    subgraphCall(subgraph, outcome, ms) {
      calls.inc({ subgraph, outcome });
      if (outcome === 'answered') callSeconds.observe({ subgraph }, ms / 1_000);
    },
    reload: supergraph.reload,
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
