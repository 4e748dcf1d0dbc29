import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Budgets } from '../budget/budget.ts';
import type { DeprecationUsage } from '../contract/deprecation-usage.ts';
import type { ReloadOutcome } from '../supergraph/reload.ts';
import type { HttpDataSource } from '../upstream/http-source.ts';
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
/** Counts what happens, by operation, subgraph, client and error code. */
export declare function createGatewayMetrics(observed: Observed): GatewayMetrics;
