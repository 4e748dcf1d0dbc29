import type { Operations } from '../operation/operations.ts';
import type { Documents } from '../persisted/documents.ts';
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
export declare function openSnapshot(id: string, { main, contract, addresses }: LoadedSupergraph, connections: Connections): Snapshot;
