import { type IncomingHttpHeaders } from 'node:http';
import type { GraphQLSchema } from 'graphql';
export interface SubgraphRequest {
    query: string;
    variables: Record<string, unknown>;
    headers: IncomingHttpHeaders;
}
export interface ServedSubgraph {
    sdl: string;
    /** The answer as it is sent, so that tests can send what no GraphQL server would. */
    answer(request: SubgraphRequest): unknown;
    /** What answers subscriptions, over graphql-ws. */
    streams?: GraphQLSchema;
}
export interface PlainAnswer {
    status: number;
    body: any;
}
export interface PlainGraph extends AsyncDisposable {
    url: string;
    supergraphSdl: string;
    /** Has other schemas composed, and the result where the gateway has its supergraph from. */
    evolve(sdls: Readonly<Record<string, string>>): Promise<void>;
    signal(name: NodeJS.Signals): void;
    requests: (SubgraphRequest & {
        subgraph: string;
    })[];
    post(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<PlainAnswer>;
    /** Whether the gateway's process is there. */
    lives(): boolean;
}
/** Starts `plain.js` in a process of its own, with subgraphs that run here, and the supergraph from a file or a URL. */
export declare function startPlainGraph(subgraphs: Readonly<Record<string, ServedSubgraph>>, from?: 'file' | 'url'): Promise<PlainGraph>;
