import { isTracing } from '@smarterfirms/platform/is-tracing';
import type { Operations } from '../operation/operations.ts';
import type { Documents } from '../persisted/documents.ts';
import { tracedOperations } from '../tracing/traced-operations.ts';
import type { Connections } from '../upstream/connections.ts';
import type { HttpDataSource } from '../upstream/http-source.ts';
import type { UpstreamSocket } from '../upstream/upstream-socket.ts';

/** What one endpoint serves: its operations, the documents that it knows by id, and where its fields come from. */
export interface ServedGraph {
  operations: Operations;
  documents: Documents;
  dataSources: Readonly<Record<string, HttpDataSource>>;
  upstreamSockets: Readonly<Record<string, UpstreamSocket>>;
}

/** What is made of a supergraph before anything is connected to it. */
export interface LoadedSupergraph {
  main: Pick<ServedGraph, 'operations' | 'documents'>;
  /** That of the public API; undefined where the supergraph has nothing public. */
  contract: Pick<ServedGraph, 'operations' | 'documents'> | undefined;
  /** Of the subgraphs' GraphQL endpoints, by their names. */
  addresses: ReadonlyMap<string, string>;
}

export type GraphName = 'main' | 'contract';

/** Everything that depends on one supergraph. It never changes: a new supergraph is another snapshot. */
export interface Snapshot extends Readonly<Record<GraphName, ServedGraph | undefined>> {
  /** See `supergraphId`. */
  id: string;
  main: ServedGraph;
  close(): Promise<void>;
}

/** Connects a supergraph to its subgraphs. */
export function openSnapshot(
  id: string,
  { main, contract, addresses }: LoadedSupergraph,
  connections: Connections,
): Snapshot {
  const { dataSources, upstreamSockets, release } = connections.hold(addresses);
  return {
    id,
    main: { ...traced(main), dataSources, upstreamSockets },
    contract: contract && { ...traced(contract), dataSources, upstreamSockets },
    close: release,
  };
}

/** From here on operations are a client's: what was planned ahead is in nobody's trace. */
function traced<Graph extends { operations: Operations }>(graph: Graph): Graph {
  return isTracing() ? { ...graph, operations: tracedOperations(graph.operations) } : graph;
}
