/** Directives of the access rules: only our gateway loads a graph with them, and enforces them. */
export interface GraphSdl {
    [subgraph: string]: string;
}
/** The SDL of the four subgraphs; `secured` with access rules that the benchmark's principal meets. */
export declare function subgraphSdl(secured: boolean): GraphSdl;
export declare const scopes: string[];
/** What a subgraph answers, remembered by the request's body: after the first time an answer costs a look in a map. */
export declare function rememberingSubgraph(name: string): (body: string) => Promise<Buffer>;
export declare const queries: {
    /** Three fetches, one after the other. */
    small: string;
    /** Sixteen fetches. */
    large: string;
};
export declare function hashOf(data: unknown): string;
