/** The addresses of subgraphs by name, as the supergraph itself states them (`join__Graph`). Throws where one has none. */
export declare function subgraphUrls(supergraphSdl: string): ReadonlyMap<string, string>;
