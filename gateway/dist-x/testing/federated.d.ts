export interface FederatedSubgraph {
    typeDefs: string;
    resolvers: Record<string, unknown>;
}
export interface Federated {
    /** What a client gets; errors as subgraphs sent them. */
    run(query: string, variables?: Record<string, unknown>): Promise<{
        data?: unknown;
        errors?: unknown[];
    }>;
    /** Queries and representations that subgraphs got, in order. */
    calls: {
        subgraph: string;
        query: string;
        representations: unknown[] | undefined;
    }[];
}
/** Subgraphs with resolvers of their own, composed, and run through the preparation and execution of the gateway. */
export declare function federated(subgraphs: Readonly<Record<string, FederatedSubgraph>>): Federated;
