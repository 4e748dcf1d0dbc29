/** Serves the four subgraphs, one port each, and says where. */
export declare function serveSubgraphs(): Promise<Record<string, string>>;
